import type { Page } from "@playwright/test";
import { HOST_BRIDGE, type HostMethod } from "../../../shared/contract/host-methods.ts";
import type { HostBridge, HostReply } from "../../../shared/contract/host-api.ts";

interface Fuzzed {
  /** Arguments the channel took, refused in good order, or that could not cross at all. */
  readonly served: number;
  readonly refused: number;
  readonly uncloned: number;
  /** Anything else: a bug of the shell, a lost answer. */
  readonly wrong: readonly string[];
}

/**
 * S-3: calls one channel from the page with `times` made-up arguments, of which `large` are strings of 10 MB. `good` is
 * an input of the contract that many are made from. A seed gives the same arguments again.
 */
export async function fuzzChannel(
  page: Page,
  method: HostMethod,
  good: unknown,
  { times, large, seed }: { readonly times: number; readonly large: number; readonly seed: number },
): Promise<Fuzzed> {
  return page.evaluate(
    async ([bridge, channel, example, rounds, largeOnes, start]) => {
      const { invoke } = (window as unknown as Record<string, HostBridge>)[bridge] as HostBridge;
      let state = start >>> 0;
      const below = (limit: number): number => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * limit);
      };
      const pick = <One>(...all: readonly One[]): One => all[below(all.length)] as One;
      const text = (): string =>
        Array.from({ length: below(12) }, () =>
          String.fromCodePoint(pick(below(128), below(0xd800), 0x1f4a5)),
        ).join("");
      const cycle = (): unknown => {
        const one: Record<string, unknown> = { name: "essai" };
        one["self"] = one;
        return pick<unknown>(one, [one], new Map([[one, one]]));
      };
      const poisoned = (): unknown =>
        JSON.parse(
          pick(
            '{"__proto__":{"name":"essai","count":1}}',
            '{"constructor":{"prototype":{"polluted":true}}}',
            '{"name":"essai","__proto__":{"polluted":true}}',
          ),
        ) as unknown;
      const odd = (): unknown =>
        pick<() => unknown>(
          () => undefined,
          () => null,
          () => Number.NaN,
          () => pick(-1, -0, 0.5, 1e308, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 2),
          () => BigInt(below(1e9)),
          () => text(),
          () =>
            pick(
              "../../etc/passwd",
              "C:\\Windows",
              "\u0000",
              "a".repeat(5000),
              "file:///etc/passwd",
              "javascript:1",
            ),
          () => pick(true, false),
          () => new Date(pick(0, Number.NaN)),
          () => /a+/g,
          () => new Map([[text(), below(9)]]),
          () => new Set([text()]),
          () => new Uint8Array(below(64)),
          () => new Float64Array(below(8)),
          () => new ArrayBuffer(below(64)),
          () => new Error(text()),
          () => Array.from({ length: below(30) }, () => text()),
          () => cycle(),
          () => poisoned(),
          () => () => "called",
          () => Symbol(text()),
          () => document.body,
          () => Promise.resolve(1),
          () => new Proxy({}, {}),
          () => Object.create(null) as unknown,
        )();
      /** The example with its bytes made bytes again. */
      const revive = (value: unknown): unknown => {
        if (Array.isArray(value))
          return value.length > 0 && value.every((one) => typeof one === "number")
            ? new Uint8Array(value as number[])
            : value.map(revive);
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(
          Object.entries(value).map(([name, held]) => [name, revive(held)]),
        );
      };
      const nearly = (): unknown => {
        const one = revive(example) as Record<string, unknown>;
        const names = Object.keys(one);
        const name = names.length === 0 ? "name" : pick(...names);
        pick<() => void>(
          () => void (one[name] = odd()),
          () => void Reflect.deleteProperty(one, name),
          () => void (one[text()] = odd()),
          () => void Object.defineProperty(one, "__proto__", { value: odd(), enumerable: true }),
          () => void (one[name] = [one[name]]),
          () => void (one[name] = { ...one }),
        )();
        return one;
      };

      const found = { served: 0, refused: 0, uncloned: 0, wrong: [] as string[] };
      for (let round = 0; round < rounds; round += 1) {
        const argument =
          round < largeOnes ? "é".repeat(5 * 1024 * 1024) : pick(odd, nearly, nearly)();
        // An input of the contract is an object; an empty Map or Date passes for one without members.
        const couldBeGood =
          typeof argument === "object" && argument !== null && !Array.isArray(argument);
        // Some are refused before they cross, at once.
        const call = async (): Promise<HostReply> => invoke(channel, argument);
        const answer = await call().then(
          (reply) =>
            reply.ok
              ? "served"
              : reply.error.code === "INTERNAL"
                ? `bug: ${reply.error.message}`
                : "refused",
          (thrown: unknown) =>
            String(thrown).includes("could not be cloned")
              ? "uncloned"
              : `thrown: ${String(thrown)}`,
        );
        if (answer === "refused") found.refused += 1;
        else if (answer === "uncloned") found.uncloned += 1;
        else if (answer === "served" && couldBeGood) found.served += 1;
        else found.wrong.push(`round ${round}: ${answer}`);
      }
      return found;
    },
    [HOST_BRIDGE, method, good, times, large, seed] as const,
  );
}
