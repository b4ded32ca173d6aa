export { AboutDialog } from "./about-dialog.tsx";
export { useAbout } from "./use-about.ts";
