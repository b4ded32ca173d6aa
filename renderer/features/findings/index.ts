import FactCheck from "@mui/icons-material/FactCheckOutlined";
import type { Feature } from "../../app/feature.ts";

export { useBackgroundCheck } from "./use-background-check.ts";
export { useCheck } from "./use-check.ts";
export { WaiveDialog } from "./waive-dialog.tsx";

/** The findings of every référentiel: severity → rule → record. */
export const findingsFeature: Feature = {
  id: "findings",
  routes: [
    { path: "/qualite", load: async () => (await import("./findings-screen.tsx")).FindingsScreen },
  ],
  nav: {
    place: "quality",
    href: "/qualite",
    labelKey: "findings:nav",
    icon: FactCheck,
    count: ({ findings }) => findings.fatale + findings.erreur + findings.avertissement,
    countKey: "findings:navCount",
    goKey: "Q",
  },
};
