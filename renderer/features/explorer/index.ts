import type { Feature } from "../../app/feature.ts";

/** The list of a référentiel, edited like a spreadsheet. Its entries of the navigation come from the models. */
export const explorerFeature: Feature = {
  id: "explorer",
  routes: [
    {
      path: "/referentiels/:referential",
      load: async () => (await import("./explorer-screen.tsx")).ExplorerScreen,
    },
  ],
  nav: null,
};
