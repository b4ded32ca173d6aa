import type { HostInput } from "../../shared/contract/host-api.ts";
import type { HostMethod } from "../../shared/contract/host-methods.ts";

const bytes = [1, 2, 3];

/** One good input for each channel, from which bad ones are made; bytes as plain numbers, made bytes again in the page. */
export const GOOD_INPUTS: Readonly<Record<HostMethod, unknown>> = {
  "app.central": { address: "https://central.univ.example" },
  "app.info": {},
  "app.prefer": { language: "fr", theme: "light" },
  "bases.clear": {},
  "disk.space": {},
  "files.open": { extensions: ["csv"] },
  "files.save": { suggestedName: "export.csv", bytes },
  "journal.append": { name: "essai", entry: bytes },
  "journal.open": { name: "essai" },
  "journal.read": { name: "essai", from: 0 },
  "journal.remove": { name: "autre" },
  "journal.rewrite": { name: "essai", entries: [bytes] },
  "notices.badge": { count: 3 },
  "notices.show": { title: "Titre", body: "Corps", path: "/demandes" },
  "page.print": { suggestedName: "page.pdf" },
  "secrets.read": { name: "essai" },
  "secrets.remove": { name: "autre" },
  "secrets.write": { name: "essai", value: "valeur" },
  "shell.openExternal": { url: "https://www.example.org/aide" },
} satisfies { [M in HostMethod]: Plain<HostInput<M>> };

type Plain<Input> = Input extends Uint8Array
  ? readonly number[]
  : Input extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : Input extends object
      ? { readonly [Name in keyof Input]: Plain<Input[Name]> }
      : Input;
