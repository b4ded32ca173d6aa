import react from "@vitejs/plugin-react";
import { join } from "node:path";
import { defineConfig } from "vite";

/** The gallery of presentational pieces: for screenshots, axe and keyboard tests, never shipped. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, "../../.cache/gallery/build"),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
});
