import type { AppUpdater } from "electron-updater";
import { GenericProvider } from "electron-updater/out/providers/GenericProvider.js";
import { isSigned, type UpdateFeed } from "./update-feed.ts";

type Means = ConstructorParameters<typeof GenericProvider>[2];
type Headers = Parameters<GenericProvider["setRequestHeaders"]>[0];

/**
 * A plain folder on an https server in which latest*.yml is believed only with our signature beside it (`.sig`). The
 * description holds the SHA-512 of every installer, so nothing that the publisher has not signed is ever downloaded.
 */
class SignedFeed extends GenericProvider {
  private readonly publicKey: string;

  constructor(feed: UpdateFeed, updater: AppUpdater, means: Means) {
    super({ provider: "generic", url: feed.url }, updater, means);
    this.publicKey = feed.publicKey;
  }

  /** The updater would send a number of its own that tells one machine from another: nobody needs it. */
  override setRequestHeaders(headers: Headers): void {
    const { "x-user-staging-id": _number, ...others } = headers ?? {};
    super.setRequestHeaders(others);
  }

  protected override async httpRequest(url: URL): Promise<string> {
    const text = (await super.httpRequest(url)) ?? "";
    const beside = new URL(url);
    beside.pathname += ".sig";
    const signature = (await super.httpRequest(beside)) ?? "";
    const name = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
    if (isSigned(name, text, signature, this.publicKey)) return text;
    throw Object.assign(new Error(`${name} is not signed by the publisher`), {
      code: "ERR_UPDATER_INVALID_SIGNATURE",
    });
  }
}

/** Has `updater` look in this feed only, whatever its own configuration says. */
export function followFeed(updater: AppUpdater, feed: UpdateFeed): void {
  updater.setFeedURL({
    provider: "custom",
    updateProvider: class extends SignedFeed {
      constructor(_options: unknown, itself: AppUpdater, means: Means) {
        super(feed, itself, means);
      }
    },
  });
}
