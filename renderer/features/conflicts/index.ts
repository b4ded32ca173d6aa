import CallSplit from "@mui/icons-material/CallSplitOutlined";
import type { Feature } from "../../app/feature.ts";

/** What central and this laptop changed at the same time. */
export const conflictsFeature: Feature = {
  id: "conflicts",
  routes: [
    {
      path: "/conflits",
      load: async () => (await import("./conflicts-screen.tsx")).ConflictsScreen,
    },
  ],
  nav: {
    place: "sync",
    href: "/conflits",
    labelKey: "conflicts:nav",
    icon: CallSplit,
    count: (counts) => counts.conflicts,
    countKey: "conflicts:count",
    attention: true,
    goKey: "C",
  },
};
