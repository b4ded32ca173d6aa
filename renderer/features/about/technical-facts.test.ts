import { describe, expect, it } from "vitest";
import { technicalFacts } from "./technical-facts.ts";

describe("technicalFacts", () => {
  it("says the engines of the desktop shell, or the browser where there is none", () => {
    const engines = { electron: "45.4.1", chromium: "156.0", node: "24.21.0" };
    const central = "https://referentiel.univ.example";

    expect(
      technicalFacts(
        { version: "0.1.0", platform: "linux", engines, sealing: "keyring" },
        central,
        "x",
      ),
    ).toBe(
      "Intendance: 0.1.0\nPlatform: linux\nElectron: 45.4.1\nChromium: 156.0\nNode: 24.21.0\nCentral: https://referentiel.univ.example\nSealing: keyring",
    );
    expect(
      technicalFacts(
        { version: "0.1.0", platform: "Linux x86_64", engines: null, sealing: "passphrase" },
        central,
        "Mozilla/5.0",
      ),
    ).toBe(
      "Intendance: 0.1.0\nPlatform: Linux x86_64\nBrowser: Mozilla/5.0\nCentral: https://referentiel.univ.example\nSealing: passphrase",
    );
  });
});
