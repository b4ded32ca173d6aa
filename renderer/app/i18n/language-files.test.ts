import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";

// The sentences of the screens: both languages say the same things, every key
// is used, every key used exists, and French keeps its typography.

const HERE = import.meta.dirname;
const RENDERER = join(HERE, "..", "..");
type Tree = { readonly [key: string]: string | Tree };

const namespaces = globSync("{fr,en}/*.json", { cwd: HERE }).map((path) => basename(path, ".json"));
const names = [...new Set(namespaces)].sort();
const sources = globSync("**/*.{ts,tsx}", { cwd: RENDERER })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(RENDERER, path), "utf8") }));

function readKeys(language: string, name: string): ReadonlyMap<string, string> {
  const path = join(HERE, language, `${name}.json`);
  const keys = new Map<string, string>();
  if (!existsSync(path)) return keys;
  const walk = (tree: Tree, prefix: string): void => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === "string") keys.set(prefix + key, value);
      else walk(value, `${prefix}${key}.`);
    }
  };
  walk(JSON.parse(readFileSync(path, "utf8")) as Tree, "");
  return keys;
}

const baseOf = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, "");

/** Every literal that could be a key, and every beginning of a template that could be one. */
const literals = new Set<string>();
const prefixes = new Set<string>();
for (const { text } of sources) {
  for (const match of text.matchAll(/["'`]([A-Za-z][\w-]*:)?([\w-]+(?:\.[\w-]+)*)["'`]/g))
    literals.add(match[2] ?? "");
  for (const match of text.matchAll(/`([A-Za-z][\w-]*:)?([\w.-]*)\$\{/g))
    if (match[2]) prefixes.add(match[2]);
}
const isUsed = (key: string): boolean =>
  literals.has(key) ||
  [...prefixes].some((prefix) => prefix.includes(".") && key.startsWith(prefix));

/** Keys asked by literal `t("…")` in files with one known namespace, or written `ns:key`. */
function readCalls(): readonly { path: string; name: string; key: string }[] {
  return sources.flatMap(({ path, text }) => {
    const declared = [...text.matchAll(/useTranslation\(\s*["']([\w-]+)["']/g)].map((m) => m[1]);
    const only = new Set(declared).size === 1 ? declared[0] : undefined;
    return [...text.matchAll(/\bt\(\s*["'](?:([\w-]+):)?([\w.-]+)["']/g)].flatMap((match) => {
      const name = match[1] ?? only;
      return name && names.includes(name) ? [{ path, name, key: match[2] ?? "" }] : [];
    });
  });
}

describe("language files", () => {
  it.each(names)("[I5] %s has the same keys in French and in English", (name) => {
    const [french, english] = [readKeys("fr", name), readKeys("en", name)];
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
  });

  it.each(names)("[I6] %s has no unused key", (name) => {
    const bases = new Set([...readKeys("fr", name).keys()].map(baseOf));
    expect([...bases].filter((key) => !isUsed(key))).toEqual([]);
  });

  it("[I7] every key that is asked for exists", () => {
    const missing = readCalls().filter(({ name, key }) => {
      const bases = new Set([...readKeys("fr", name).keys()].map(baseOf));
      return !bases.has(key);
    });
    expect(missing).toEqual([]);
  });

  it.each(names)(
    "[I8] %s: French puts no-break spaces before double punctuation and inside « »",
    (name) => {
      const faults = [...readKeys("fr", name)].filter(([, sentence]) => {
        const text = sentence.replaceAll(/\{\{.*?\}\}/g, "x").replaceAll(/https?:\/\//g, "");
        return /[^\s\u00a0\u202f][!?;»]| [:;!?»]|[\p{L})]:(?=\s|$)|«[^\u00a0\u202f]|'|\.\.\./u.test(
          text,
        );
      });
      expect(faults).toEqual([]);
    },
  );

  it.each(names)("[I9] %s interpolates the same values in both languages", (name) => {
    const holes = (sentence: string | undefined): readonly string[] =>
      [...(sentence ?? "").matchAll(/\{\{-?\s*([\w.]+)/g)].map((m) => m[1] ?? "").sort();
    const english = readKeys("en", name);
    const faults = [...readKeys("fr", name)].filter(([key, sentence]) => {
      // « one » may leave the count out.
      if (key.endsWith("_one")) return false;
      return holes(sentence).join() !== holes(english.get(key)).join();
    });
    expect(faults).toEqual([]);
  });
});
