import { copyFile, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile, syncFolder } from "../disk/durable-files.ts";

/** Where a journal lies. */
export type JournalPlace = { readonly folder: string; readonly name: string };

/** The file of a journal; what is set aside from it has this name and a suffix. */
export const journalPath = ({ folder, name }: JournalPlace): string =>
  join(folder, `${name}.journal`);

/** Keeps bytes cut from the end of a journal; gives the name of their file. */
export async function keepCut(place: JournalPlace, bytes: Buffer): Promise<string> {
  const name = await freeName(place, "cut");
  await replaceFile(join(place.folder, name), [bytes]);
  await syncFolder(place.folder);
  return name;
}

/** Keeps a damaged journal whole under another name; `mended`, if any, takes its place, all or nothing. */
export async function keepDamaged(place: JournalPlace, mended: Buffer | null): Promise<string> {
  const name = await freeName(place, "damaged");
  const kept = join(place.folder, name);
  if (mended === null) await rename(journalPath(place), kept);
  else {
    await copyFile(journalPath(place), kept);
    await syncFile(kept);
    await replaceFile(journalPath(place), [mended]);
  }
  await syncFolder(place.folder);
  return name;
}

/** The name of the file damaged last; null when there never was one. */
export async function latestDamaged(place: JournalPlace): Promise<string | null> {
  const last = (await numbersOf(place, "damaged")).at(-1);
  return last === undefined ? null : nameOf(place, "damaged", last);
}

/** Takes away everything ever set aside. */
export async function forgetAside(place: JournalPlace): Promise<void> {
  for (const file of await filesAside(place)) await rm(join(place.folder, file), { force: true });
}

type Kind = "cut" | "damaged";
const nameOf = ({ name }: JournalPlace, kind: Kind, number: number): string =>
  `${name}.journal.${kind}-${String(number)}`;

const freeName = async (place: JournalPlace, kind: Kind): Promise<string> =>
  nameOf(place, kind, ((await numbersOf(place, kind)).at(-1) ?? 0) + 1);

async function numbersOf(place: JournalPlace, kind: Kind): Promise<readonly number[]> {
  const begin = nameOf(place, kind, 0).slice(0, -1);
  return (await filesAside(place))
    .filter((file) => file.startsWith(begin))
    .map((file) => Number(file.slice(begin.length)))
    .filter((number) => Number.isSafeInteger(number))
    .sort((a, b) => a - b);
}

async function filesAside({ folder, name }: JournalPlace): Promise<readonly string[]> {
  const begins = ["cut-", "damaged-", "part"].map((suffix) => `${name}.journal.${suffix}`);
  return (await readdir(folder)).filter((file) => begins.some((begin) => file.startsWith(begin)));
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}
