import AssignmentTurnedIn from "@mui/icons-material/AssignmentTurnedInOutlined";
import Description from "@mui/icons-material/DescriptionOutlined";
import type { Feature } from "../../app/feature.ts";

/** What waits for my decision. */
export const decideFeature: Feature = {
  id: "decide",
  routes: [
    { path: "/a-traiter", load: async () => (await import("./inbox-screen.tsx")).InboxScreen },
    {
      path: "/a-traiter/:id",
      load: async () => (await import("./request-screen.tsx")).DecideScreen,
    },
  ],
  nav: {
    place: "work",
    href: "/a-traiter",
    labelKey: "requests:navDecide",
    icon: AssignmentTurnedIn,
    count: (counts) => counts.toDecide,
    countKey: "requests:countDecide",
    attention: true,
    goKey: "D",
  },
};

/** My changes, from the basket to the commit. */
export const requestsFeature: Feature = {
  id: "requests",
  routes: [
    { path: "/demandes", load: async () => (await import("./requests-screen.tsx")).RequestsScreen },
    {
      path: "/demandes/:id",
      load: async () => (await import("./request-screen.tsx")).RequestScreen,
    },
  ],
  nav: {
    place: "work",
    href: "/demandes",
    labelKey: "requests:navMine",
    icon: Description,
    count: (counts) => counts.myRequests,
    countKey: "requests:countMine",
    goKey: "M",
  },
};
