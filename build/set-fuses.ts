import { flipFuses, FuseV1Options, FuseVersion } from "@electron/fuses";
import type { AfterPackContext, Configuration } from "electron-builder";
import { join } from "node:path";

type FuseOptions = NonNullable<Configuration["electronFuses"]>;

/** The fuses of electron-builder.yml by the number they have in the binary. */
const NUMBERS = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
} as const satisfies Partial<Record<keyof FuseOptions, FuseV1Options>>;

/**
 * Every fuse of the binary by its number. `wasmTrapHandlers`, which electron-builder has no name for yet, keeps
 * Electron's own choice: it makes WebAssembly fast and opens nothing.
 */
export function wantedFuses(fuses: FuseOptions): Record<FuseV1Options, boolean> {
  const wanted: Partial<Record<FuseV1Options, boolean>> = {
    [FuseV1Options.WasmTrapHandlers]: true,
  };
  for (const [name, number] of Object.entries(NUMBERS)) {
    const value = fuses[name as keyof typeof NUMBERS];
    if (typeof value !== "boolean") throw new Error(`electron-builder.yml does not set ${name}.`);
    wanted[number] = value;
  }
  return wanted as Record<FuseV1Options, boolean>;
}

const EXTENSIONS: Readonly<Record<string, string>> = { darwin: ".app", win32: ".exe" };

/**
 * Flips every fuse of the packed binary, before it is signed. A fuse that we do not know (a newer Electron) stops the
 * packaging: its default may be the unsafe one.
 */
export async function setFuses({
  appOutDir,
  electronPlatformName,
  packager,
}: AfterPackContext): Promise<void> {
  const name =
    electronPlatformName === "linux"
      ? (packager.config.linux?.executableName ?? packager.appInfo.productFilename)
      : packager.appInfo.productFilename;
  await flipFuses(join(appOutDir, `${name}${EXTENSIONS[electronPlatformName] ?? ""}`), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...wantedFuses(packager.config.electronFuses ?? {}),
  });
}
