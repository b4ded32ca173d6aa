import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { Fault, fail, ok, toFaultData, isFaultData } from "../../shared/base/index.ts";
import { hostApi, type HostHandlers, type HostReply } from "../../shared/contract/host-api.ts";
import { HOST_METHODS, type HostMethod } from "../../shared/contract/host-methods.ts";

/** What of Electron's IPC event tells who asks. */
export interface IpcSender {
  /** Null once the frame is gone. `parent` is null for a window's own page. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

export interface IpcMainLike {
  handle(
    channel: string,
    listener: (sender: IpcSender, payload: unknown) => Promise<unknown>,
  ): void;
}

interface ServeOptions {
  readonly isTrusted: (sender: IpcSender) => boolean;
  readonly logBug: (method: HostMethod, thrown: unknown) => void;
  /** A call that is not in the contract or comes from elsewhere: our page never makes one. */
  readonly logRefusal?: (method: HostMethod) => void;
  /** Told of each handler at work, so that leaving can wait for what it writes. */
  readonly track?: <T>(method: HostMethod, work: Promise<T>) => Promise<T>;
}

/** The only file that touches ipcMain: who asks, what they ask and how it fails are settled here, once. */
export function serve(ipcMain: IpcMainLike, handlers: HostHandlers, options: ServeOptions): void {
  const ajv = new Ajv2020({ strict: true, ownProperties: true, allErrors: false });
  ajv.addKeyword({
    keyword: "bytes",
    schemaType: "number",
    validate: (most: number, value: unknown) => value instanceof Uint8Array && value.length <= most,
  });
  for (const method of HOST_METHODS) {
    const accepts = ajv.compile(hostApi[method].input);
    ipcMain.handle(method, (sender, payload) => answer(method, accepts, sender, payload));
  }

  async function answer(
    method: HostMethod,
    accepts: ValidateFunction,
    sender: IpcSender,
    payload: unknown,
  ): Promise<HostReply> {
    try {
      if (!options.isTrusted(sender)) throw new Fault("BAD_REQUEST", "untrusted sender");
      if (!accepts(payload))
        throw new Fault("BAD_REQUEST", `bad payload for ${method}`, {
          issues: accepts.errors ?? [],
        });
      // The schema just checked that the payload is this method's input; the compiler cannot pair the two.
      const work = (handlers[method] as (input: unknown) => Promise<unknown>)(payload);
      return ok(await (options.track?.(method, work) ?? work));
    } catch (thrown) {
      if (!isFaultData(thrown)) options.logBug(method, thrown);
      else if (thrown.code === "BAD_REQUEST") options.logRefusal?.(method);
      return fail(toFaultData(thrown));
    }
  }
}
