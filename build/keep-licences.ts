import type { Plugin } from "vite";
import { listLicences } from "./list-licences.ts";

const NAME = "virtual:licences";
const RESOLVED = `\0${NAME}`;

/** Vite plugin: `virtual:licences` holds the licence of every package in the bundle, as a chunk that À propos loads when asked. */
export function keepLicences(): Plugin {
  return {
    name: "keep-licences",
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load: (id) => {
      if (id !== RESOLVED) return null;
      // A string that is parsed reads faster than so large a literal.
      return `export const licences = JSON.parse(${JSON.stringify(JSON.stringify(listLicences()))});`;
    },
  };
}
