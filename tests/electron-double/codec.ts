/** A value as JSON text can carry it: plain, or tagged with its kind. */
type Encoded = string | number | boolean | null | { readonly $: string; readonly v: unknown };

export interface Codec {
  /** `asFunction` gives a function a number that the other side calls it by; without it functions are refused, as Electron's IPC does. */
  encode(value: unknown, asFunction?: (value: unknown) => number): string;
  decode(text: string, asFunction?: (id: number) => unknown): unknown;
}

/**
 * Structured clone over text: what Electron's IPC carries natively, CDP carries as strings. Dates, maps, sets, bytes,
 * bigints, errors, NaN, cycles and own `__proto__` keys arrive as they left; functions, symbols, promises and
 * objects of the DOM are refused with Electron's sentence.
 *
 * Its text is injected into pages as well: it must not use anything declared outside.
 */
export function makeCodec(): Codec {
  interface Base64Bytes {
    toBase64?(): string;
  }
  interface Base64Constructor {
    fromBase64?(text: string): Uint8Array;
  }
  const NOT_CLONED =
    /^(Window|.*Element|.*Document|.*Event|.*Function|Blob|File|FileList|Promise|Weak.*|Symbol|Generator)$/;
  const { stringify, parse } = JSON;
  const global = globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => object>;
  const errors: Record<string, ErrorConstructor> = {
    TypeError: TypeError as ErrorConstructor,
    RangeError: RangeError as ErrorConstructor,
    SyntaxError: SyntaxError as ErrorConstructor,
    ReferenceError: ReferenceError as ErrorConstructor,
    EvalError: EvalError as ErrorConstructor,
    URIError: URIError as ErrorConstructor,
  };

  const toText = (bytes: Uint8Array): string =>
    typeof Buffer === "undefined"
      ? ((bytes as Base64Bytes).toBase64?.() ?? "")
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  const toBuffer = (text: string): ArrayBuffer => {
    const bytes =
      typeof Buffer === "undefined"
        ? ((Uint8Array as Base64Constructor).fromBase64?.(text) ?? new Uint8Array())
        : new Uint8Array(Buffer.from(text, "base64"));
    return new Uint8Array(bytes).buffer;
  };
  const refuseClone = (): never => {
    throw new Error("An object could not be cloned.");
  };

  function encode(value: unknown, asFunction?: (value: unknown) => number): string {
    const seen = new Map<object, number>();
    const walk = (one: unknown): Encoded => {
      if (typeof one === "string" || typeof one === "boolean" || one === null) return one;
      if (typeof one === "undefined") return { $: "undefined", v: 0 };
      if (typeof one === "number")
        return Number.isFinite(one) && !Object.is(one, -0)
          ? one
          : { $: "number", v: Object.is(one, -0) ? "-0" : String(one) };
      if (typeof one === "bigint") return { $: "bigint", v: String(one) };
      if (typeof one === "function")
        return asFunction === undefined ? refuseClone() : { $: "function", v: asFunction(one) };
      if (typeof one !== "object") return refuseClone();
      const known = seen.get(one);
      if (known !== undefined) return { $: "seen", v: known };
      seen.set(one, seen.size);
      return walkObject(one);
    };
    const walkObject = (one: object): Encoded => {
      const tag = Object.prototype.toString.call(one).slice(8, -1);
      if (one instanceof Date) return { $: "date", v: walk(one.getTime()) };
      if (one instanceof RegExp) return { $: "pattern", v: [one.source, one.flags] };
      if (one instanceof Map)
        return { $: "map", v: Array.from(one, ([key, held]) => [walk(key), walk(held)]) };
      if (one instanceof Set) return { $: "set", v: Array.from(one, walk) };
      if (one instanceof ArrayBuffer) return { $: "buffer", v: toText(new Uint8Array(one)) };
      if (ArrayBuffer.isView(one)) {
        const bytes = new Uint8Array(one.buffer, one.byteOffset, one.byteLength);
        return { $: "view", v: [tag, toText(bytes)] };
      }
      if (one instanceof Error)
        return { $: "error", v: [one.name, one.message, String(one.stack)] };
      if (Array.isArray(one)) return { $: "list", v: Array.from(one, walk) };
      if (NOT_CLONED.test(tag)) return refuseClone();
      return { $: "object", v: Object.entries(one).map(([key, held]) => [key, walk(held)]) };
    };
    return stringify(walk(value));
  }

  function decode(text: string, asFunction?: (id: number) => unknown): unknown {
    const made: object[] = [];
    const keep = <One extends object>(one: One): One => {
      made.push(one);
      return one;
    };
    const walk = (one: Encoded): unknown => {
      if (one === null || typeof one !== "object") return one;
      const { $: kind, v } = one;
      if (kind === "undefined") return undefined;
      if (kind === "number") return Number(v);
      if (kind === "bigint") return BigInt(v as string);
      if (kind === "function") return asFunction?.(v as number);
      if (kind === "seen") return made[v as number];
      if (kind === "date") return keep(new Date(walk(v as Encoded) as number));
      if (kind === "pattern") return keep(new RegExp(...(v as [string, string])));
      if (kind === "buffer") return keep(toBuffer(v as string));
      if (kind === "view") {
        const [name, bytes] = v as [string, string];
        // Node's Buffer arrives as plain bytes, as through Electron's IPC.
        const View = global[name] ?? global["Uint8Array"];
        return View === undefined ? refuseClone() : keep(new View(toBuffer(bytes)));
      }
      if (kind === "error") {
        const [name, message, stack] = v as [string, string, string];
        const error = keep(new (errors[name] ?? Error)(message));
        if (error.name !== name) error.name = name;
        error.stack = stack;
        return error;
      }
      return walkObject(kind, v as Encoded[]);
    };
    const walkObject = (kind: string, v: readonly unknown[]): unknown => {
      if (kind === "list") {
        const list = keep<unknown[]>([]);
        for (const one of v) list.push(walk(one as Encoded));
        return list;
      }
      if (kind === "map") {
        const map = keep(new Map());
        for (const pair of v as [Encoded, Encoded][]) {
          const key = walk(pair[0]);
          map.set(key, walk(pair[1]));
        }
        return map;
      }
      if (kind === "set") {
        const set = keep(new Set());
        for (const one of v) set.add(walk(one as Encoded));
        return set;
      }
      const object = keep({});
      for (const [key, held] of v as [string, Encoded][])
        Object.defineProperty(object, key, {
          value: walk(held),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      return object;
    };
    return walk(parse(text) as Encoded);
  }

  return { encode, decode };
}
