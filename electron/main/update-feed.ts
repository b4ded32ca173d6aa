import { createPublicKey, verify } from "node:crypto";

/** Where this copy of the application finds its updates, as packaging wrote it into resources/update-feed.json. */
export interface UpdateFeed {
  /** Folder on an https server. */
  readonly url: string;
  /** PEM of the Ed25519 key that every description of an update must be signed with. */
  readonly publicKey: string;
}

/** Why a copy never looks for updates; each is said in Help → About. */
export type NoFeed = "not-installed" | "no-feed" | "unsafe-feed";

interface FeedMeans {
  /** False when started from the sources, or from a folder that no installer made. */
  readonly installed: boolean;
  readonly platform: NodeJS.Platform;
  /** Content of update-feed.json; null when the copy was packed without one. */
  readonly text: string | null;
}

/**
 * The feed of this copy, or why there is none. A feed that is not https, has no Ed25519 key or (on Windows) does not say
 * whose signature installers must bear is no feed: an update that cannot be checked is worse than none.
 */
export function chooseFeed({ installed, platform, text }: FeedMeans): UpdateFeed | NoFeed {
  if (!installed) return "not-installed";
  if (text === null) return "no-feed";
  const { url, publicKey, publisherName } = readFields(text);
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") return "unsafe-feed";
  if (!isEd25519(publicKey)) return "unsafe-feed";
  if (platform === "win32" && publisherName === "") return "unsafe-feed";
  return { url, publicKey };
}

/**
 * True when `signature` (base64, Ed25519) was made for this text under this file name: the description for one system
 * never passes for another's.
 */
export function isSigned(
  fileName: string,
  text: string,
  signature: string,
  publicKey: string,
): boolean {
  try {
    const signed = Buffer.from(`${fileName}\n${text}`, "utf8");
    return verify(null, signed, publicKey, Buffer.from(signature.trim(), "base64"));
  } catch {
    return false;
  }
}

function readFields(text: string): Record<"url" | "publicKey" | "publisherName", string> {
  const fields = parse(text);
  const field = (name: string): string => {
    const value = fields[name];
    return typeof value === "string" ? value : "";
  };
  return {
    url: field("url"),
    publicKey: field("publicKey"),
    publisherName: field("publisherName"),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isEd25519(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}
