import { mkdtempSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepSetting, readCentral, readSetting, readWishes } from "./keep-settings.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("settings of the shell", () => {
  it("come back as they were kept, and leave nothing beside", () => {
    const path = join(folder, "profile", "window-state.json");
    keepSetting(path, { maximised: true });
    keepSetting(path, { maximised: false });

    expect(readSetting(path)).toBe('{"maximised":false}');
    expect(readdirSync(join(folder, "profile"))).toEqual(["window-state.json"]);
  });

  it("reads the central that was chosen, and nothing from what is no setting", () => {
    expect(readCentral('{"address":"https://central.univ.example"}')).toBe(
      "https://central.univ.example",
    );
    for (const text of [null, "", "null", "{", '{"address":3}', '"https://central.univ.example"'])
      expect(readCentral(text)).toBeNull();
  });

  it("a place that cannot be written or read costs nothing but the setting", () => {
    mkdirSync(join(folder, "taken.json"));
    keepSetting(join(folder, "taken.json"), 1);

    expect(readSetting(join(folder, "taken.json"))).toBeNull();
    expect(readdirSync(folder).sort()).toEqual(["profile", "taken.json"]);
  });

  it("the wishes of a person come before those of the system, believed only when they are ours", () => {
    expect(readWishes('{"language":"en","theme":"dark"}', "fr-FR")).toEqual({
      language: "en",
      theme: "dark",
    });
    for (const text of [null, "", "[]", "null", '{"language":"de","theme":"pink"}'])
      expect(readWishes(text, "en-GB")).toEqual({ language: "en", theme: "system" });
  });
});
