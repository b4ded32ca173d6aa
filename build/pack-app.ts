import { build, type AfterPackContext, type Configuration } from "electron-builder";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listLicences, writeLicences } from "./list-licences.ts";
import { projectFolder } from "./project-folder.ts";
import type { Publication } from "./read-publication.ts";
import { setFuses } from "./set-fuses.ts";

export interface Packing {
  /** Where the packed application and its installers go. */
  readonly output: string;
  /** "folder": the application as installed, without an installer. */
  readonly target: "folder" | "installers";
  /** A folder that stands in for Electron on Linux, whatever this runs on; null to have electron-builder fetch Electron. */
  readonly standIn: string | null;
  /** Who publishes and where updates are found, or null: the application then never looks for any. */
  readonly publication: Publication | null;
  /** Laid over electron-builder.yml; lists replace lists. */
  readonly changes?: Configuration;
}

/** Packs what `dist/` holds by electron-builder.yml. Throws what electron-builder throws. */
export async function packApp(packing: Packing): Promise<void> {
  const { output, target, standIn, publication, changes } = packing;
  gatherLicences();
  await build({
    projectDir: projectFolder,
    publish: "never",
    ...(standIn === null ? { dir: target === "folder" } : { linux: ["dir"], x64: true }),
    config: {
      ...changes,
      directories: { output },
      ...(standIn === null ? {} : { electronDist: standIn }),
      ...(publication === null ? {} : publicationConfiguration(publication)),
      afterPack: async (context) => {
        if (publication !== null) keepUpdateFeed(context, publication);
        await setFuses(context);
      },
    },
  });
}

/** An application that updates itself must be signed wherever the system has signatures. */
function publicationConfiguration({ feed, publisherName }: Publication): Configuration {
  return {
    publish: { provider: "generic", url: feed },
    win: { forceCodeSigning: true, signtoolOptions: { publisherName } },
    mac: { forceCodeSigning: true },
  };
}

/** What electron/main/update-feed.ts reads: where updates are, and whose signatures they must bear. */
function keepUpdateFeed(
  { appOutDir, packager }: AfterPackContext,
  { feed, publicKeyFile, publisherName }: Publication,
): void {
  const publicKey = readFileSync(publicKeyFile, "utf8");
  writeFileSync(
    join(packager.getResourcesDir(appOutDir), "update-feed.json"),
    JSON.stringify({ url: feed, publicKey, publisherName }),
  );
}

/** Written beside, then put in place: two packings at once never read half a file. */
function gatherLicences(): void {
  const folder = join(projectFolder, ".cache/package");
  mkdirSync(folder, { recursive: true });
  const part = join(folder, `licences-${process.pid}`);
  writeFileSync(part, writeLicences(listLicences()));
  renameSync(part, join(folder, "LICENSES.packages.txt"));
}
