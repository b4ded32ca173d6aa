import type { Feature } from "../../app/feature.ts";

/** A référentiel as a tree, one hierarchy at a time. */
export const treeFeature: Feature = {
  id: "tree",
  routes: [
    {
      path: "/referentiels/:referential/arbre",
      load: async () => (await import("./tree-screen.tsx")).TreeScreen,
    },
  ],
  nav: null,
};
