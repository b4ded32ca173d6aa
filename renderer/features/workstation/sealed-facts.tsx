import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/i18n/index.ts";
import type { SealedSummary } from "../../services/backup/state-parts.ts";

/** What a sealed file holds: whose, when, how much. */
export function SealedFacts({ summary }: { readonly summary: SealedSummary }) {
  const { t } = useTranslation("workstation");
  const formats = useFormats();
  const { drafts, preparations, waiting, requests, records, cursor, kind } = summary;
  const work = [
    drafts > 0 && t("facts.drafts", { count: drafts }),
    preparations > 0 && t("facts.preparations", { count: preparations }),
    waiting > 0 && t("facts.waiting", { count: waiting }),
  ].filter((line) => line !== false);
  return (
    <FactList
      label={t("facts.label")}
      facts={[
        [t("facts.what"), t(`facts.kind.${kind}`)],
        [t("facts.person"), `${summary.name} (${summary.login})`],
        [t("facts.establishment"), summary.establishmentName],
        [t("facts.at"), formats.dateTime(summary.at)],
        [t("facts.work"), work[0] ?? t("facts.none")],
        ...work.slice(1).map((line) => ["", line] as const),
        ...(kind === "backup"
          ? ([
              [t("facts.requests"), formats.number(requests)],
              [t("facts.base"), t("facts.baseAt", { count: records, cursor })],
            ] as const)
          : []),
      ]}
    />
  );
}

/** Names and values in two columns; an empty name goes on with the one above. */
export function FactList({
  label,
  facts,
}: {
  readonly label: string;
  readonly facts: readonly (readonly [string, string])[];
}) {
  const groups: { name: string; values: string[] }[] = [];
  for (const [name, value] of facts) {
    const last = groups.at(-1);
    if (name === "" && last) last.values.push(value);
    else groups.push({ name, values: [value] });
  }
  return (
    <Box
      component="dl"
      aria-label={label}
      sx={{
        m: 0,
        display: "grid",
        gridTemplateColumns: "minmax(140px, max-content) 1fr",
        columnGap: 2,
        rowGap: 0.75,
      }}
    >
      {groups.map(({ name, values }) => (
        <Box key={name} sx={{ display: "contents" }}>
          <Typography component="dt" variant="body1" color="textSecondary">
            {name}
          </Typography>
          <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
            {values.map((value) => (
              <Typography key={value} variant="body1" sx={{ overflowWrap: "anywhere" }}>
                {value}
              </Typography>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
