import type { Feature } from "../../app/feature.ts";

export { RecordPanel } from "./record-panel.tsx";

/** One record: fiche, links both ways, history, findings, requests. */
export const recordFeature: Feature = {
  id: "record",
  routes: [
    {
      path: "/referentiels/:referential/fiches/:record",
      load: async () => (await import("./record-screen.tsx")).RecordScreen,
    },
  ],
  nav: null,
};
