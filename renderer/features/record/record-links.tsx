import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { dayOf, inPeriod, type RecordId } from "../../../shared/base/index.ts";
import { daysOf, shownEnd, writeDate, type Referential } from "../../../shared/model/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { faultWords } from "../../app/fault-words.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { useRecordsVersion } from "../../app/live-counts.ts";
import { useReferentials } from "../../app/referentials.ts";
import { useLoad } from "../../app/use-load.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { CrossReference } from "../../data-worker/data-api.ts";
import { EmptyState, FaultNotice, StateChip, VisuallyHidden } from "../../ui/index.ts";

/** What the record points to, and what points to it: the inverse is read, never entered (R10). */
export function RecordLinks({
  referential,
  recordId,
}: {
  readonly referential: Referential;
  readonly recordId: RecordId;
}) {
  const { t } = useTranslation("record");
  const { data } = useWorkspace();
  const version = useRecordsVersion(referential.id);
  const [links] = useLoad(`${referential.id}/${recordId}/${version}`, () =>
    data.crossReferences(referential.id, recordId),
  );
  if (links.kind === "loading") return null;
  if (links.kind === "failed")
    return (
      <Box sx={{ p: 2 }}>
        <FaultNotice {...faultWords(links.fault, t)} />
      </Box>
    );
  if (links.value.length === 0) return <EmptyState sentence={t("links.none")} />;
  const groups = Map.groupBy(
    links.value,
    (one) => `${one.direction}/${one.attribute}/${one.label.fr}`,
  );
  return (
    <Box sx={{ p: 2, maxWidth: 1760 }}>
      {(["to", "from"] as const).map((direction) => {
        const own = [...groups].filter(([id]) => id.startsWith(`${direction}/`));
        return (
          own.length > 0 && (
            <Box component="section" key={direction} sx={{ mb: 3 }}>
              <Typography variant="h2" sx={{ mb: 1 }}>
                {direction === "to" ? t("links.to") : t("links.from")}
              </Typography>
              {own.map(([id, group]) => (
                <LinkTable key={id} links={group} />
              ))}
            </Box>
          )
        );
      })}
    </Box>
  );
}

function LinkTable({ links }: { readonly links: readonly CrossReference[] }) {
  const { t, i18n } = useTranslation("record");
  const language = chooseLanguage(i18n.language);
  const { clock } = useWorkspace();
  const asAt = useAsAt((state) => state.asAt);
  const cards = useReferentials((state) => state.cards);
  const today = asAt ?? dayOf(clock.now());
  const dated = links.some((link) => link.from !== undefined || link.to !== undefined);
  const label = links[0]?.label[language] ?? "";
  return (
    <Table size="small" aria-label={label} sx={{ mb: 2, tableLayout: "fixed" }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: "42%" }}>
            {t("links.count", { label, count: links.length })}
          </TableCell>
          <TableCell>{t("links.referential")}</TableCell>
          {dated && <TableCell sx={{ width: 130 }}>{t("links.start")}</TableCell>}
          {dated && <TableCell sx={{ width: 150 }}>{t("links.end")}</TableCell>}
          {dated && (
            <TableCell sx={{ width: 120 }}>
              <VisuallyHidden>{t("links.inForce")}</VisuallyHidden>
            </TableCell>
          )}
        </TableRow>
      </TableHead>
      <TableBody>
        {links.map((link, at) => (
          <TableRow key={at}>
            <TableCell sx={{ overflowWrap: "anywhere" }}>
              {link.other ? (
                <Link
                  component={RouterLink}
                  to={`/referentiels/${link.other.referential}/fiches/${link.other.id}`}
                >
                  <code>{link.other.key}</code> {link.other.title}
                </Link>
              ) : (
                <span>
                  <code>{link.text}</code> <em>{t("links.unknown")}</em>
                </span>
              )}
            </TableCell>
            <TableCell>
              {cards.find((card) => card.id === link.other?.referential)?.label[language] ?? ""}
            </TableCell>
            {dated && (
              <TableCell>{link.from === undefined ? "" : writeDate(link.from, "fr")}</TableCell>
            )}
            {dated && (
              <TableCell>
                {link.to === undefined ? "" : writeDate(shownEnd(link.to), "fr")}
              </TableCell>
            )}
            {dated && (
              <TableCell>
                {inPeriod(daysOf(link.from, link.to), today) && (
                  <StateChip state="accredited" size="small" label={t("links.inForce")} />
                )}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
