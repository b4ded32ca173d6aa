import Home from "@mui/icons-material/HomeOutlined";
import type { Feature } from "../../app/feature.ts";

/** What to decide, my requests that move, new findings; quality and synchronisation in one line each. */
export const homeFeature: Feature = {
  id: "home",
  routes: [{ path: "/", load: async () => (await import("./home-screen.tsx")).HomeScreen }],
  nav: { place: "work", href: "/", labelKey: "home:nav", icon: Home, goKey: "A" },
};
