import { createHash } from "node:crypto";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFaultData } from "../../base/index.ts";
import type { DeviceId, IsoDate, JsonObject, RecordId, ReferentialId } from "../../base/index.ts";
import type { Change } from "../../record/index.ts";
import {
  cutChunks,
  framePart,
  HEADER_LENGTH,
  judgePassphrase,
  LEAST_ITERATIONS,
  mergeChanges,
  nameSealedFile,
  nonceOf,
  PartReader,
  readHeader,
  rebranchOutbox,
  sealedLength,
  tidyPassphrase,
  writeHeader,
} from "./index.ts";
import type { FileHeader } from "./index.ts";

const header: FileHeader = {
  kind: "backup",
  iterations: LEAST_ITERATIONS,
  chunkSize: 1024,
  salt: new Uint8Array(32).fill(1),
  nonceStart: new Uint8Array(7).fill(2),
  proof: new Uint8Array(16).fill(3),
};
const LENGTH = 4321;

/** Code and reason of what a reading throws; null when it throws nothing. */
function faultOf(run: () => unknown): readonly [string, unknown] | null {
  try {
    run();
    return null;
  } catch (thrown) {
    if (!isFaultData(thrown)) throw thrown;
    return [thrown.code, thrown.details["reason"]];
  }
}

describe("header", () => {
  it("[B1] what was written is read back, in 100 bytes", () => {
    const bytes = writeHeader(header, LENGTH);

    expect(bytes.length).toBe(HEADER_LENGTH);
    expect(readHeader(bytes, LENGTH)).toEqual(header);
  });

  it("[B2] no byte, and another product's file", () => {
    expect(faultOf(() => readHeader(new Uint8Array(), 0))).toEqual(["FILE_EMPTY", undefined]);
    expect(
      ["PK\u0003\u0004 a spreadsheet", "%PDF-1.7", "x"].map((text) =>
        faultOf(() => readHeader(utf8ToBytes(text), text.length)),
      ),
    ).toEqual(Array.from({ length: 3 }, () => ["FILE_KIND_UNKNOWN", "foreign"]));
  });

  it("[B3] one byte changed anywhere in the header is seen", () => {
    const bytes = writeHeader(header, LENGTH);
    const found = Array.from(bytes, (_, place) => {
      const changed = bytes.slice();
      changed[place] = (changed[place] ?? 0) ^ 0x10;
      return faultOf(() => readHeader(changed, LENGTH));
    });

    expect(found.slice(0, 8)).toEqual(
      Array.from({ length: 8 }, () => ["FILE_KIND_UNKNOWN", "foreign"]),
    );
    expect(found.slice(8)).toEqual(Array.from({ length: 92 }, () => ["FILE_UNREADABLE", "header"]));
  });

  it("[B3] a later version is told from damage; absurd costs are refused", () => {
    const later = writeHeader(header, LENGTH);
    const absurd = [
      { ...header, iterations: 1000 },
      { ...header, iterations: 4_000_000_000 },
      { ...header, chunkSize: 0 },
      { ...header, chunkSize: 2 ** 31 },
    ];

    expect(faultOf(() => readHeader(withVersion(later, 2), LENGTH))).toEqual([
      "FILE_UNREADABLE",
      "newer",
    ]);
    expect(
      absurd.map((one) => faultOf(() => readHeader(writeHeader(one, LENGTH), LENGTH))),
    ).toEqual(Array.from({ length: 4 }, () => ["FILE_UNREADABLE", "header"]));
  });

  it("[B4] too few bytes, and too many", () => {
    const bytes = writeHeader(header, LENGTH);

    expect(
      [1, 7, 8, 50, 99].map((length) =>
        faultOf(() => readHeader(bytes.subarray(0, length), length)),
      ),
    ).toEqual(Array.from({ length: 5 }, () => ["FILE_TRUNCATED", undefined]));
    expect(faultOf(() => readHeader(bytes, LENGTH - 1))).toEqual(["FILE_TRUNCATED", undefined]);
    expect(faultOf(() => readHeader(bytes, LENGTH + 1))).toEqual(["FILE_UNREADABLE", "appended"]);
  });
});

describe("chunks", () => {
  it("[B5] chunks lie end to end, cover the file, and one alone is the last", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 64, max: 700 }),
        (plain, size) => {
          const length = sealedLength(plain, size);
          const spans = cutChunks(length, size);
          expect(spans[0]?.start).toBe(HEADER_LENGTH);
          expect(spans.at(-1)?.end).toBe(length);
          spans.forEach((span, place) => {
            expect(span.number).toBe(place);
            expect(span.last).toBe(place === spans.length - 1);
            if (place > 0) expect(span.start).toBe(spans[place - 1]?.end);
          });
        },
      ),
    );
    expect(cutChunks(sealedLength(0, 64), 64)).toEqual([
      { number: 0, start: 100, end: 116, last: true },
    ]);
  });

  it("[B6] every nonce of a file is another one", () => {
    const spans = cutChunks(sealedLength(300_000, 64), 64);
    const nonces = new Set(
      spans.flatMap(({ number }) =>
        [true, false].map((last) => nonceOf(header.nonceStart, number, last).join()),
      ),
    );

    expect(nonces.size).toBe(spans.length * 2);
  });
});

describe("parts", () => {
  const decode = (bytes: Uint8Array): string =>
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const head = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
  const parts = fc.array(fc.record({ head, body: fc.uint8Array({ maxLength: 300 }) }), {
    maxLength: 8,
  });

  it("[B7] parts are read back equal, wherever the content is cut", () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 97 }), (given, step) => {
        const content = Uint8Array.from(given.flatMap((part) => [...framePart(part)]));
        const reader = new PartReader(decode);
        const seen = [];
        for (let place = 0; place < content.length; place += step)
          seen.push(...reader.push(content.subarray(place, place + step)));
        reader.end();
        expect(JSON.stringify(seen.map((part) => part.head))).toBe(
          JSON.stringify(given.map((part) => part.head)),
        );
        expect(seen.map((part) => [...part.body])).toEqual(given.map((part) => [...part.body]));
      }),
    );
  });

  it("[B8] absurd lengths, a head that is no object, and an end inside a part", () => {
    const read = (bytes: Uint8Array): unknown => {
      const reader = new PartReader(decode);
      const seen = [...reader.push(bytes)];
      reader.end();
      return seen;
    };
    const bad = (text: string): Uint8Array =>
      Uint8Array.of(0, 0, 0, text.length, 0, 0, 0, 0, ...utf8ToBytes(text));
    const good = framePart({ head: { part: "end" }, body: Uint8Array.of(1, 2, 3) });

    expect(
      [
        Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0),
        Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255),
        bad("[]"),
        bad("{"),
        ...Array.from({ length: good.length - 1 }, (_, cut) => good.subarray(0, cut + 1)),
      ].map((bytes) => faultOf(() => read(bytes))),
    ).toEqual(Array.from({ length: good.length + 3 }, () => ["FILE_UNREADABLE", "content"]));
  });
});

describe("passphrase", () => {
  it("[B9] composed and decomposed accents are one passphrase", () => {
    expect(tidyPassphrase("été à Rosières".normalize("NFD"))).toBe(
      tidyPassphrase("été à Rosières".normalize("NFC")),
    );
  });

  it.each([
    ["onze lettres".slice(0, 11), "short"],
    ["aaaaaaaaaaaaaaaa", "weak"],
    ["azertyuiopqsdfgh", "weak"],
    ["123456789012", "weak"],
    ["camille.roy2026", "weak"],
    ["trois chats gris", "fair"],
    ["trois chats gris dorment", "strong"],
    ["Trois-chats gris 3", "strong"],
  ])("[B10] %j → %s", (typed, expected) => {
    expect(judgePassphrase(typed, "camille.roy")).toBe(expected);
  });
});

describe("branch", () => {
  const row = (order: number, status: "accepted" | "waiting" | null) => ({
    operation: {
      opId: `op-${order}` as never,
      deviceId: "old" as DeviceId,
      order,
      trunk: order * 10,
      at: "2026-11-22T09:00:00.000Z",
      payload: { kind: "request.cancel", requestId: "r" as never, reason: "" } as const,
    },
    blocks: [],
    answer: status && {
      opId: `op-${order}` as never,
      status,
      conflicts: [],
      fault: null,
      request: null,
      at: "2026-11-22T09:00:00.000Z",
    },
  });
  const outbox = [row(7, null), row(4, "accepted"), row(5, "accepted"), row(6, "waiting")];
  const { answered, unsent } = rebranchOutbox(outbox, "new" as DeviceId);

  it("[B11] what was not answered begins the new branch, under the same ids", () => {
    expect(unsent).toEqual([
      {
        ...row(6, null),
        operation: { ...row(6, null).operation, deviceId: "new", order: 1 },
      },
      {
        ...row(7, null),
        operation: { ...row(7, null).operation, deviceId: "new", order: 2 },
      },
    ]);
  });

  it("[B12] what was answered stays before it, at numbers never sent", () => {
    expect(
      answered.map(({ operation, answer }) => [operation.opId, operation.order, answer?.status]),
    ).toEqual([
      ["op-4", -1, "accepted"],
      ["op-5", 0, "accepted"],
    ]);
  });
});

describe("mergeChanges", () => {
  const change = (patch: Change["patch"], parts: Partial<Change> = {}): Change =>
    ({
      kind: "update",
      referential: "codes" as ReferentialId,
      recordId: "r1" as RecordId,
      baseVersion: 3,
      patch,
      ...parts,
    }) as Change;
  const here = change({ a: { before: 1, after: 2 }, b: { before: "x", after: "y" } });
  const neither = (): boolean => false;
  const everything = (): boolean => true;

  it("[B13] [B17] the same change adds nothing", () => {
    expect(mergeChanges(here, structuredClone(here), everything)).toEqual({
      change: here,
      conflicts: [],
    });
  });

  it("[B14] fields of both sides, and values that are alike, come together", () => {
    const carried = change(
      { b: { before: "x", after: "y" }, c: { after: true } },
      { baseVersion: 2 },
    );

    expect(mergeChanges(here, carried, neither)).toEqual({
      change: change({ ...here.patch, c: { after: true } }, { baseVersion: 2 }),
      conflicts: [],
    });
  });

  it("[B15] a field set differently is asked about; unasked, this laptop's value stays", () => {
    const carried = change({ a: { before: 1, after: 9 }, b: { before: "x" } });
    const conflicts = [
      { attribute: "a", here: 2, carried: 9 },
      { attribute: "b", here: "y" },
    ];

    expect(mergeChanges(here, carried, neither)).toEqual({ change: here, conflicts });
    expect(mergeChanges(here, carried, (attribute) => attribute === "a")).toEqual({
      change: change({ a: { before: 1, after: 9 }, b: { before: "x", after: "y" } }),
      conflicts,
    });
  });

  it("[B16] an edit against a withdrawal is one conflict", () => {
    const withdrawal = change({}, { kind: "withdraw" });

    expect(mergeChanges(here, withdrawal, neither)).toEqual({
      change: here,
      conflicts: [{ attribute: null }],
    });
    expect(mergeChanges(here, withdrawal, everything).change).toEqual(withdrawal);
  });

  it("[B17] merging again what was merged changes nothing, whatever was chosen", () => {
    const value = fc.integer({ min: 0, max: 2 });
    const patch = fc.dictionary(
      fc.constantFrom("a", "b", "c", "__proto__"),
      fc.record({ before: value, after: value }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(patch, patch, fc.boolean(), (mine, theirs, takes) => {
        const carried = change(theirs, { baseVersion: 1 });
        const once = mergeChanges(change(mine), carried, () => takes).change;
        expect(mergeChanges(once, carried, () => takes).change).toEqual(once);
      }),
    );
  });
});

it("[B18] the name offered is one every file system takes", () => {
  const of = { establishment: "Université / d’Été", login: "c.roy", day: "2026-11-22" as IsoDate };

  expect([nameSealedFile("backup", of), nameSealedFile("carry", of)]).toEqual([
    "intendance-universite-d-ete-c-roy-2026-11-22.intendance",
    "intendance-travail-universite-d-ete-c-roy-2026-11-22.intendance",
  ]);
});

/** The header as a later version would write it: its own number, its own checksum. */
function withVersion(bytes: Uint8Array, version: number): Uint8Array {
  const later = bytes.slice();
  new DataView(later.buffer).setUint16(8, version);
  // The checksum covers the version: a header written anew over the changed bytes gives it.
  return resealed(later);
}

function resealed(bytes: Uint8Array): Uint8Array {
  const again = bytes.slice();
  again.set(checksum(bytes.subarray(0, 84)), 84);
  return again;
}

function checksum(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest().subarray(0, 16));
}
