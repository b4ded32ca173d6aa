import type { Static, TSchema } from "typebox";
import { describe, expect, it } from "vitest";
import { hashOf, type JsonValue } from "../base/index.ts";
import type { Identity } from "../ports/index.ts";
import type { Change, HistoryEntry, MasterRecord } from "../record/index.ts";
import type { Finding } from "../rules/index.ts";
import type {
  CommitHead,
  CommittedChange,
  FeedEntry,
  ModelEntry,
  Operation,
  OperationAnswer,
  SnapshotManifest,
} from "../sync/index.ts";
import type { BlockRef, ChangeRequest, RequestContent } from "../workflow/index.ts";
import { CENTRAL_API_VERSION, CENTRAL_SCHEMAS } from "./central-api.ts";

type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Frozen<Element>[]
    : T extends object
      ? { readonly [Name in keyof T]: Frozen<T[Name]> }
      : T;
type Accepts<Left, Right> = [Frozen<Left>] extends [Frozen<Right>] ? true : false;
type Same<Schema extends TSchema, T> =
  Accepts<Static<Schema>, T> extends true ? Accepts<T, Static<Schema>> : false;

/** The compiler refuses this file when a schema and the type it stands for part ways. */
type Schemas = typeof CENTRAL_SCHEMAS;
const agreed: readonly true[] = [
  true satisfies Same<Schemas["identity"], Identity>,
  true satisfies Same<Schemas["record"], MasterRecord>,
  true satisfies Same<Schemas["change"], Change>,
  true satisfies Same<Schemas["committedChange"], CommittedChange>,
  true satisfies Same<Schemas["historyEntry"], HistoryEntry>,
  true satisfies Same<Schemas["finding"], Finding>,
  true satisfies Same<Schemas["blockRef"], BlockRef>,
  true satisfies Same<Schemas["requestContent"], RequestContent>,
  true satisfies Same<Schemas["changeRequest"], ChangeRequest>,
  true satisfies Same<Schemas["operation"], Operation>,
  true satisfies Same<Schemas["operationAnswer"], OperationAnswer>,
  true satisfies Same<Schemas["commitHead"], CommitHead>,
  true satisfies Same<Schemas["modelEntry"], ModelEntry>,
  true satisfies Same<Schemas["feedEntry"], FeedEntry>,
  true satisfies Same<Schemas["snapshot"], SnapshotManifest>,
];

/** Version of the contract → fingerprint of its schemas. Changed a schema? Raise CENTRAL_API_VERSION and add a line. */
const FINGERPRINTS: Readonly<Record<number, string>> = {
  1: "8cb80875aec45c82de0318a47ec3ef29aeb85b65501e001e64098a91472311ec",
  2: "7dba4784421979b59bc84e9b81e8da30b3391f4a049780243f985c50db2e2be3",
};

describe("central-api", () => {
  it("[API1] a changed schema asks for a new version", () => {
    expect(hashOf(JSON.parse(JSON.stringify(CENTRAL_SCHEMAS)) as JsonValue)).toBe(
      FINGERPRINTS[CENTRAL_API_VERSION],
    );
  });

  it("[API2] the schemas and the shared types are the same", () => {
    expect(agreed.every(Boolean)).toBe(true);
  });
});
