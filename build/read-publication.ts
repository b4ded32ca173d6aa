import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";

export interface Publication {
  /** Folder on an https server that holds latest*.yml, their signatures and the installers. */
  readonly feed: string;
  /** PEM file of the Ed25519 key that checks the signatures of latest*.yml. */
  readonly publicKeyFile: string;
  /** Name in the Windows signing certificate; updates signed by another are refused. */
  readonly publisherName: string;
}

/**
 * Who publishes, from the environment: INTENDANCE_UPDATE_FEED, INTENDANCE_UPDATE_KEY, INTENDANCE_PUBLISHER. Without a
 * feed: null. A feed without the rest, or not over https, is a mistake that must not reach a person's machine: it throws.
 */
export function readPublication(
  env: Readonly<Record<string, string | undefined>>,
): Publication | null {
  const feed = env["INTENDANCE_UPDATE_FEED"] ?? "";
  if (feed === "") return null;
  if (!URL.canParse(feed) || new URL(feed).protocol !== "https:")
    throw new Error(`INTENDANCE_UPDATE_FEED must be an https address; it is ${feed}.`);
  const publicKeyFile = env["INTENDANCE_UPDATE_KEY"] ?? "";
  if (publicKeyFile === "" || !isEd25519(readFileSync(publicKeyFile, "utf8")))
    throw new Error("INTENDANCE_UPDATE_KEY must name the PEM file of an Ed25519 public key.");
  const publisherName = env["INTENDANCE_PUBLISHER"] ?? "";
  if (publisherName === "")
    throw new Error("INTENDANCE_PUBLISHER must be the name in the signing certificate.");
  return { feed, publicKeyFile, publisherName };
}

function isEd25519(pem: string): boolean {
  try {
    return !pem.includes("PRIVATE") && createPublicKey(pem).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}
