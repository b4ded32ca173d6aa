import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const SCRIPT = "offline-worker.js";

/** Vite plugin: writes into the offline worker which files the bundle is made of, and a name that changes with them. */
export function keepBundleOffline(): Plugin {
  return {
    name: "keep-bundle-offline",
    generateBundle(_options, bundle) {
      const worker = bundle[SCRIPT];
      if (worker?.type !== "chunk") throw new Error(`the bundle has no ${SCRIPT}`);
      const files = Object.keys(bundle)
        .filter(
          (name) =>
            name.startsWith("assets/") && !/\.woff$|-(cyrillic|greek|vietnamese)/.test(name),
        )
        .map((name) => `/${name}`)
        .toSorted();
      const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
      worker.code = worker.code.replaceAll("BUNDLE", "bundleKept");
      worker.code = `const bundleKept = ${JSON.stringify({ version, files })};\n${worker.code}`;
    },
  };
}
