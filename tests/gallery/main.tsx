import { createRoot } from "react-dom/client";
import { AppTheme } from "../../renderer/app/app-theme.tsx";
import { startI18n } from "../../renderer/app/i18n/index.ts";
import { ShortcutProvider } from "../../renderer/ui/index.ts";
import { FramePage } from "./frame-page.tsx";
import { GridPage } from "./grid-page.tsx";
import { ReferencePage } from "./reference-page.tsx";
import { PiecesPage } from "./pieces-page.tsx";
import { TreePage } from "./tree-page.tsx";

const PAGES = {
  grid: () => <GridPage variant="full" />,
  "grid-read": () => <GridPage variant="readOnly" />,
  "grid-empty": () => <GridPage variant="empty" />,
  "grid-loading": () => <GridPage variant="loading" />,
  "grid-error": () => <GridPage variant="error" />,
  "grid-wide": () => <GridPage variant="wide" />,
  reference: () => <ReferencePage />,
  tree: () => <TreePage />,
  pieces: () => <PiecesPage />,
  frame: () => <FramePage />,
};

await startI18n("fr");
const address = new URL(location.href);
const name = (address.searchParams.get("page") ?? "frame") as keyof typeof PAGES;
const root = document.getElementById("root");
if (root) {
  performance.mark("render");
  createRoot(root).render(
    <AppTheme>
      <ShortcutProvider>{PAGES[name]()}</ShortcutProvider>
    </AppTheme>,
  );
}
