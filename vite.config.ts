import react from "@vitejs/plugin-react";
import { join } from "node:path";
import { defineConfig } from "vite";
import { keepBundleOffline } from "./build/keep-bundle-offline.ts";
import { keepLicences } from "./build/keep-licences.ts";

/** The screens: one bundle, served by central over HTTP and by the desktop shell as app://. */
export default defineConfig({
  root: join(import.meta.dirname, "renderer"),
  plugins: [react(), keepBundleOffline(), keepLicences()],
  build: {
    outDir: join(import.meta.dirname, "dist/renderer"),
    emptyOutDir: true,
    sourcemap: false,
    // Workers and lazily loaded pages are files of their own: nothing may be inlined as data: (connect-src, script-src).
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, "renderer/index.html"),
        "offline-worker": join(import.meta.dirname, "renderer/offline-worker/worker.ts"),
      },
      output: {
        // the browser lets a service worker serve what lies beside or under its own script
        entryFileNames: ({ name }) =>
          name === "offline-worker" ? "offline-worker.js" : "assets/[name]-[hash].js",
      },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: {
      output: {
        entryFileNames: ({ facadeModuleId }) =>
          `assets/worker-${workerName(facadeModuleId)}-[hash].js`,
      },
    },
  },
  // Found before the first visit: a dependency discovered by a running worker would reload the page under the person.
  optimizeDeps: { entries: ["index.html", "*-worker/*worker.ts"] },
  server: {
    port: Number(process.env["INTENDANCE_DEV_PORT"] ?? 5173),
    strictPort: true,
    proxy: {
      "/api": { target: process.env["INTENDANCE_CENTRAL"] ?? "http://127.0.0.1:7420" },
    },
  },
});

/**
 * `renderer/data-worker/…` → `data`: shared/contract/security-headers.ts gives each worker its policy by this name,
 * so a worker that lives elsewhere is refused rather than served with the page's.
 */
function workerName(entry: string | null): string {
  const name = /\/renderer\/([a-z]+)-worker\//.exec((entry ?? "").replaceAll("\\", "/"))?.[1];
  if (name === undefined)
    throw new Error(`A worker lives in renderer/<name>-worker/; this one is ${entry}.`);
  return name;
}
