import type { AppInfo } from "../../../shared/ports/index.ts";

/**
 * What a support service asks for, one `name: value` a line, in no language: versions, system, central, sealing. Nothing of the person
 * nor of the data.
 */
export function technicalFacts(info: AppInfo, central: string, agent: string): string {
  return [
    ["Intendance", info.version],
    ["Platform", info.platform],
    ...(info.engines === null
      ? [["Browser", agent]]
      : [
          ["Electron", info.engines.electron],
          ["Chromium", info.engines.chromium],
          ["Node", info.engines.node],
        ]),
    ["Central", central],
    ["Sealing", info.sealing],
  ]
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
