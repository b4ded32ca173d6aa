import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { Referential } from "../../../shared/model/index.ts";
import { FindingSentence } from "../../app/finding-sentence.tsx";
import { findingWords } from "../../app/finding-words.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { useLive } from "../../app/live-counts.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { FindingGroup, FindingLine } from "../../data-worker/data-api.ts";
import { appendLines } from "./findings-state.ts";
import { WaiveDialog } from "./waive-dialog.tsx";

const PAGE = 50;

/** The records of one rule, page after page; each line leads to its cell in the grid and to its field in the fiche. */
export function FindingGroupLines({
  group,
  referential,
  canWaive,
}: {
  readonly group: FindingGroup;
  readonly referential: Referential | undefined;
  readonly canWaive: boolean;
}) {
  const { t, i18n } = useTranslation("findings");
  const language = chooseLanguage(i18n.language);
  const { data } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const version = useLive((state) => state.versions[group.referential] ?? 0);
  const counted = useLive((state) => state.counts.findings);
  const { referential: of, rule, severity, count } = group;
  const asked = useMemo(() => ({ referential: of, rule, severity }), [of, rule, severity]);
  const [lines, setLines] = useState<readonly FindingLine[]>([]);
  const [waiving, setWaiving] = useState<FindingLine | null>(null);

  useEffect(() => {
    let current = true;
    data.findingLines(asked, 0, PAGE).then((page) => current && setLines(page), fail);
    return () => {
      current = false;
    };
    // Asked again when the group, its records or the waivers change.
  }, [data, fail, asked, count, version, counted]);

  const more = (): void => {
    const from = lines.length;
    data
      .findingLines(asked, from, from + PAGE)
      .then((page) => setLines((present) => appendLines(present, from, page)), fail);
  };

  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, pl: 5 }}>
      {lines.map((line, at) => (
        <Box
          component="li"
          key={`${line.recordId}${line.attribute ?? ""}${at}`}
          sx={{
            display: "flex",
            alignItems: "center",
            gap: 1.5,
            minHeight: 36,
            py: 0.25,
            borderTop: "1px solid var(--it-palette-divider)",
            color: line.waived ? "text.secondary" : undefined,
          }}
        >
          <Box sx={{ flex: "0 1 34%", minWidth: 0 }}>
            <Link component={RouterLink} to={cellAddress(line)}>
              <code>{line.key}</code> {line.title}
            </Link>
          </Box>
          <Typography variant="body1" sx={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
            <FindingSentence finding={line} model={referential} />
            {line.waived && ` — ${t("waived")}`}
          </Typography>
          <Link
            component={RouterLink}
            to={fieldAddress(line)}
            variant="body2"
            sx={{ whiteSpace: "nowrap" }}
          >
            {t("openRecord")}
          </Link>
          {canWaive &&
            line.severity !== "fatale" &&
            (line.waived ? (
              <Button onClick={() => void data.unwaive(line).catch(fail)}>{t("unwaive")}</Button>
            ) : (
              <Button onClick={() => setWaiving(line)}>{t("waiveAct")}</Button>
            ))}
        </Box>
      ))}
      {lines.length < group.count && lines.length > 0 && (
        <li>
          <Button onClick={more}>
            {t("more", {
              count: Math.min(PAGE, group.count - lines.length),
              shown: lines.length,
              total: group.count,
            })}
          </Button>
        </li>
      )}
      {waiving && (
        <WaiveDialog
          finding={waiving}
          sentence={findingWords(waiving, referential, language, t)}
          onClose={() => setWaiving(null)}
        />
      )}
    </Box>
  );
}

/** The cell in the grid. */
const cellAddress = (line: FindingLine): string =>
  `/referentiels/${line.referential}?fiche=${line.recordId}${line.attribute ? `&champ=${line.attribute}` : ""}`;

/** The field in the fiche. */
const fieldAddress = (line: FindingLine): string =>
  `/referentiels/${line.referential}/fiches/${line.recordId}${line.attribute ? `?champ=${line.attribute}` : "?onglet=constats"}`;
