import { Journals } from "../../electron/journal/journals.ts";

/**
 * `node journal-writer.ts <folder> <key in hexadecimal>`: appends numbered entries of random length for ever and says each number
 * once it is acknowledged. A process of its own, so that it can be killed.
 */
const [folder = "", key = ""] = process.argv.slice(2);
const opened = { key: new Uint8Array(Buffer.from(key, "hex")) };
const journals = new Journals({
  folder,
  openKey: async () => opened,
  replaceLostKey: async () => opened,
  freeSpace: async () => ({ free: 1e12, least: 0 }),
});
const { entries } = await journals.open("base");
for (let number = entries + 1; ; number += 1) {
  const noise = "x".repeat((number * 7919) % 3000);
  await journals.append("base", new TextEncoder().encode(`${String(number)} ${noise}`));
  process.stdout.write(`${String(number)}\n`);
}
