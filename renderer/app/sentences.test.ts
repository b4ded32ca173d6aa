import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FAULTS } from "../../shared/base/index.ts";
import { SEVERITIES } from "../../shared/rules/index.ts";

// What another process may answer always finds its words.

type Tree = { readonly [key: string]: Tree | string };
const read = (language: string, name: string): Tree =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, "i18n", language, `${name}.json`), "utf8"),
  ) as Tree;

describe.each(["fr", "en"])("sentences, %s", (language) => {
  it("[APP9] every fault code says what happened, and what to do unless it was wanted", () => {
    const codes = read(language, "faults")["code"] as Tree;
    const lacking = Object.keys(FAULTS).filter((code) => {
      const words = codes[code] as Tree | undefined;
      return !words?.["happened"] || (code !== "CANCELLED" && !words["toDo"]);
    });

    expect(lacking).toEqual([]);
  });

  it("[APP10] every rule has a title for its group and a sentence for its finding", () => {
    const rules = read(language, "findings")["rule"] as Tree;
    const lacking = Object.keys(SEVERITIES).filter((rule) => {
      const words = rules[rule] as Tree | undefined;
      return !words?.["title"] || !words["sentence"];
    });

    expect(lacking).toEqual([]);
  });
});
