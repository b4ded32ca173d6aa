import { describe, expect, it } from "vitest";
import { wordsIn } from "../i18n/words.ts";
import { updateEntry } from "./update-entry.ts";
import type { UpdateState } from "./update-state.ts";

const said = (state: UpdateState): string | null => {
  const entry = updateEntry(state, wordsIn("fr"));
  if (entry?.kind !== "act") return null;
  return entry.enabled === false ? `(${entry.label})` : entry.label;
};

describe("updateEntry", () => {
  const version = "1.2.0";
  const states: readonly (readonly [UpdateState, string | null])[] = [
    [{ kind: "off", why: "not-installed" }, null],
    [{ kind: "off", why: "no-feed" }, "(Mises à jour\u00a0: par votre service informatique)"],
    [{ kind: "off", why: "unsafe-feed" }, "(Mises à jour\u00a0: par votre service informatique)"],
    [{ kind: "unasked" }, "Rechercher une &mise à jour…"],
    [{ kind: "checking" }, "(Recherche d’une &mise à jour…)"],
    [{ kind: "current" }, "Rechercher une &mise à jour…"],
    [{ kind: "available", version }, "Télécharger la &mise à jour 1.2.0…"],
    [{ kind: "downloading", version, percent: 4 }, "(Téléchargement de la &mise à jour 1.2.0…)"],
    [{ kind: "ready", version }, "Une &mise à jour est prête\u00a0: installer 1.2.0…"],
    [{ kind: "failed", failure: "update-altered" }, "Rechercher une &mise à jour…"],
  ];

  it.each(states)("[S-8] $kind is said in the help menu", (state, label) => {
    expect(said(state)).toBe(label);
  });
});
