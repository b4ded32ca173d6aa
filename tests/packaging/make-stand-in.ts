import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What precedes the fuses in Electron's binary, and their defaults in Electron 45: nine of them, in their order. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const FUSES = "101100011";

const DOUBLE = join(import.meta.dirname, "../electron-double/electron-double.sh");

/**
 * Makes a folder that electron-builder takes for Electron unpacked on Linux: licences, some languages, and an executable that
 * ends with the fuses and, when run, starts the Electron double on the packed application. The shell never reads past `exec`.
 */
export function makeStandIn(folder: string, fuses = FUSES): string {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"), { recursive: true });
  for (const language of ["fr", "en-US", "en-GB", "de", "ar"])
    writeFileSync(join(folder, "locales", `${language}.pak`), language);
  writeFileSync(join(folder, "LICENSE"), "Electron's licence");
  writeFileSync(join(folder, "LICENSES.chromium.html"), "<p>Chromium's licences</p>");
  const executable = join(folder, "electron");
  writeFileSync(
    executable,
    Buffer.concat([
      Buffer.from(
        [
          "#!/bin/sh",
          'here=$(dirname -- "$(readlink -f -- "$0")")',
          `exec "${DOUBLE}" "$here/resources/app.asar" "$@"`,
          "exit 127",
          SENTINEL,
        ].join("\n"),
      ),
      Buffer.from([1, fuses.length]),
      Buffer.from(fuses),
    ]),
  );
  chmodSync(executable, 0o755);
  return folder;
}

if (import.meta.main) makeStandIn(process.argv[2] ?? "");
