import { sign } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The publisher's signature of a description of updates: Ed25519 over its file name, a line feed and its text, in base64.
 * The application checks the same in electron/main/update-feed.ts.
 */
export function signFeed(fileName: string, text: string, privateKey: string): string {
  return sign(null, Buffer.from(`${fileName}\n${text}`, "utf8"), privateKey).toString("base64");
}

/** `node build/sign-feed.ts release key.pem`: every latest*.yml of the folder gets its signature beside it. */
if (import.meta.main) {
  const [folder = "", keyFile = ""] = process.argv.slice(2);
  const key = readFileSync(keyFile, "utf8");
  const names = readdirSync(folder).filter((name) => /^latest.*[.]yml$/.test(name));
  for (const name of names)
    writeFileSync(
      join(folder, `${name}.sig`),
      signFeed(name, readFileSync(join(folder, name), "utf8"), key),
    );
  console.log(names.length === 0 ? `No latest*.yml in ${folder}.` : `Signed: ${names.join(", ")}.`);
  process.exitCode = names.length === 0 ? 1 : 0;
}
