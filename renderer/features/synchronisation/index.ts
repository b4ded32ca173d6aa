import Sync from "@mui/icons-material/SyncOutlined";
import type { Feature } from "../../app/feature.ts";

/** What waits, what was sent, what central answered. */
export const synchronisationFeature: Feature = {
  id: "synchronisation",
  routes: [
    {
      path: "/synchronisation",
      load: async () => (await import("./synchronisation-screen.tsx")).SynchronisationScreen,
    },
  ],
  nav: {
    place: "sync",
    href: "/synchronisation",
    labelKey: "synchronisation:nav",
    icon: Sync,
    count: (counts) => counts.outbox,
    countKey: "synchronisation:count",
    goKey: "Y",
  },
};
