import Computer from "@mui/icons-material/ComputerOutlined";
import type { Feature } from "../../app/feature.ts";

export { RestoreAtSignIn } from "./restore-at-sign-in.tsx";

/** This machine in plain words; backup, restore, and work carried to another machine. */
export const workstationFeature: Feature = {
  id: "workstation",
  routes: [
    {
      path: "/poste",
      load: async () => (await import("./workstation-screen.tsx")).WorkstationScreen,
    },
  ],
  nav: {
    place: "sync",
    href: "/poste",
    labelKey: "workstation:nav",
    icon: Computer,
    goKey: "P",
  },
};
