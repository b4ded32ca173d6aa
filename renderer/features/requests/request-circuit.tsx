import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "../../app/i18n/index.ts";
import type { RequestView } from "../../data-worker/data-api.ts";
import { useAwaited } from "./use-awaited.ts";

/** Who is asked, in which order and under which rule: shown before submitting as well as after. */
export function RequestCircuit({ view }: { readonly view: RequestView }) {
  const { t, i18n } = useTranslation("requests");
  const language = chooseLanguage(i18n.language);
  const awaited = useAwaited(5);
  if (view.circuit.length === 0) return null;
  return (
    <Box component="section" aria-labelledby="circuit">
      <Typography id="circuit" component="h2" variant="subtitle1" sx={{ fontWeight: 600, mb: 0.5 }}>
        {t("circuit.title")}
      </Typography>
      <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
        {view.circuit.map((stage) => (
          <Box component="li" key={stage.stage} sx={{ py: 0.25 }}>
            <Typography variant="body2" sx={{ fontWeight: 500 }}>
              {stage.label[language]}
              {stage.outcome !== null && ` · ${t(`circuit.outcome.${stage.outcome}`)}`}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t(`circuit.rule.${stage.rule}`, { count: stage.k ?? 0 })}
              {stage.persons > 0 && ` · ${t("circuit.persons", { count: stage.persons })}`}
            </Typography>
            {stage.awaited.length > 0 && (
              <Typography variant="body2">{awaited(stage.awaited)}</Typography>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
