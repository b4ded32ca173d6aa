import UploadFile from "@mui/icons-material/UploadFileOutlined";
import type { Feature } from "../../app/feature.ts";

/** A file becomes one change request, in four steps. */
export const importFeature: Feature = {
  id: "import",
  routes: ["/import", "/import/:referential"].map((path) => ({
    path,
    load: async () => (await import("./import-screen.tsx")).ImportScreen,
  })),
  nav: { place: "exchange", href: "/import", labelKey: "import:nav", icon: UploadFile, goKey: "I" },
};
