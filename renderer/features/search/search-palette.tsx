import Description from "@mui/icons-material/DescriptionOutlined";
import PlayArrow from "@mui/icons-material/PlayArrowOutlined";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { foldText } from "../../../shared/base/index.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { stateMark } from "../../app/marks.ts";
import { useNotices } from "../../app/notices.ts";
import { useReferentials } from "../../app/referentials.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import {
  CommandPalette,
  type NavSection,
  type PaletteGroup,
  type PaletteItem,
} from "../../ui/index.ts";
import { matchWords } from "./match-words.ts";

const RECORDS = 20;
const OTHERS = 8;

/** One box for everything: records and codes, requests, screens and commands. */
export function SearchPalette({
  open,
  onClose,
  navigation,
  onHelp,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly navigation: readonly NavSection[];
  readonly onHelp: () => void;
}) {
  const { t, i18n } = useTranslation("search");
  const language = chooseLanguage(i18n.language);
  const navigate = useNavigate();
  const { data, sync } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const cards = useReferentials((state) => state.cards);
  const labelOf = (id: string): string =>
    cards.find((card) => card.id === id)?.label[language] ?? id;

  const commands: readonly {
    readonly id: string;
    readonly label: string;
    readonly run: () => void;
  }[] = [
    { id: "sync", label: t("command.sync"), run: () => void sync.syncNow() },
    { id: "validate", label: t("command.validate"), run: () => void navigate("/qualite") },
    { id: "undo", label: t("command.undo"), run: () => void data.undo().catch(fail) },
    { id: "redo", label: t("command.redo"), run: () => void data.redo().catch(fail) },
    {
      id: "submit",
      label: t("command.submit"),
      run: () => void navigate("/demandes?soumettre=panier"),
    },
    { id: "help", label: t("command.help"), run: onHelp },
    ...cards
      .filter((card) => card.rights.edit)
      .map((card) => ({
        id: `import-${card.id}`,
        label: t("command.import", { label: card.label[language] }),
        run: () => void navigate(`/import/${card.id}`),
      })),
  ];

  const search = async (text: string): Promise<readonly PaletteGroup[]> => {
    const wanted = text.trim();
    const pages: readonly PaletteItem[] = navigation.flatMap(({ entries }) =>
      entries.map(({ href, label, icon }) => ({ id: href, label, icon })),
    );
    if (wanted === "") return [{ id: "pages", label: t("group.pages"), items: pages.slice(0, 12) }];
    const [hits, requests] = await Promise.all([
      data.search(wanted, RECORDS),
      data.requests("all"),
    ]);
    const folded = foldText(wanted);
    const asked = requests.filter(({ title, id }) => matchWords(title, folded) || id === wanted);
    const places: PaletteGroup = {
      id: "pages",
      label: t("group.pages"),
      items: pages.filter(({ label }) => matchWords(label, folded)).slice(0, OTHERS),
    };
    // Who types the whole name of a place goes there, whatever else bears these words.
    const isNamed = places.items.some(({ label }) => foldText(label) === folded);
    return [
      ...(isNamed ? [places] : []),
      {
        id: "records",
        label: t("group.records"),
        items: hits.map((hit) => {
          const mark = stateMark(hit.state);
          return {
            id: `/referentiels/${hit.referential}/fiches/${hit.id}`,
            code: hit.key,
            label: hit.title,
            detail: [labelOf(hit.referential), hit.excerpt].filter((one) => one !== "").join(" · "),
            ...(mark ? { state: mark } : {}),
          };
        }),
      },
      {
        id: "requests",
        label: t("group.requests"),
        items: asked.slice(0, OTHERS).map(({ id, title, authorName, status }) => ({
          id: `/demandes/${id}`,
          label: title,
          detail: `${authorName} · ${t(`app:requestStatus.${status}`)}`,
          icon: <Description fontSize="small" />,
        })),
        total: asked.length,
      },
      ...(isNamed ? [] : [places]),
      {
        id: "commands",
        label: t("group.commands"),
        items: commands
          .filter(({ label }) => matchWords(label, folded))
          .slice(0, OTHERS)
          .map(({ id, label }) => ({ id, label, icon: <PlayArrow fontSize="small" /> })),
      },
    ];
  };

  return (
    <CommandPalette
      open={open}
      onClose={onClose}
      search={search}
      onChoose={(item, groupId) => {
        if (groupId === "commands") commands.find(({ id }) => id === item.id)?.run();
        else void navigate(item.id);
      }}
    />
  );
}
