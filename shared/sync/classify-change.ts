import { sameJson } from "../base/index.ts";
import type { JsonValue, RecordId, ReferentialId } from "../base/index.ts";
import type { Referential } from "../model/index.ts";
import { mergeValue, valueOf } from "../record/index.ts";
import type { Change, MasterRecord } from "../record/index.ts";
import { isClosure } from "../workflow/index.ts";
import { collapseChanges } from "./collapse-changes.ts";
import { outlasts, retarget, targetsOf } from "./link-targets.ts";
import type { ConflictCase, ConflictClass, FieldConflict } from "./operation.ts";

/** What the core asks about the accredited base while classifying. */
export type CentralLookup = {
  /** The accredited record as it is now, of any référentiel. */
  readonly record: (id: RecordId) => MasterRecord | undefined;
  /** Another record in use with the business key of this data; a laptop asks its working set, central its index. */
  readonly sameKey: (
    referential: ReferentialId,
    data: MasterRecord["data"],
    except: RecordId,
  ) => RecordId | undefined;
  /** The model in force; undefined where it is unknown or no longer served to this person. */
  readonly referential: (id: ReferentialId) => Referential | undefined;
  /** True when a commit touched the record after the trunk of the change; true when that is not known. */
  readonly movedSinceTrunk: (id: RecordId) => boolean;
};

/**
 * Conflicts of one change with the accredited base, by the rows of section 10 of the rules (K1–K12); an empty list = no conflict.
 * Values are compared with the trunk, never with the previous local version; values that nobody changed do not count, whatever
 * the versions say.
 * @param trunk the record at the change's base version; undefined when it is no longer known: the change's own `before` sides then serve
 * @param central the record as it is now; undefined when it does not exist
 */
export function classifyChange(
  change: Change,
  trunk: MasterRecord | undefined,
  central: MasterRecord | undefined,
  lookup: CentralLookup,
): readonly FieldConflict[] {
  const referential = lookup.referential(change.referential);
  const version = central?.version ?? 0;
  const on = (
    kind: ConflictClass,
    situation: ConflictCase,
    attribute: string | null,
    values: ConflictValues,
  ): FieldConflict => ({
    class: kind,
    case: situation,
    referential: change.referential,
    recordId: change.recordId,
    attribute,
    ...withoutAbsent(values),
    centralVersion: version,
  });
  if (!referential) return [on("held", "rights-or-schema-changed", null, {})];
  const unknown = Object.keys(change.patch).filter(
    (name) =>
      change.patch[name]?.after !== undefined &&
      !referential.attributes.some((attribute) => attribute.name === name),
  );
  if (unknown.length > 0)
    return unknown.map((name) =>
      on("held", "rights-or-schema-changed", name, { mine: change.patch[name]?.after }),
    );
  // An identifier is issued once, whatever the référentiel (R1).
  const taken = change.kind === "create" ? (central ?? lookup.record(change.recordId)) : undefined;
  if (taken)
    return [
      on("hard", "same-key-created", null, {
        mine: change.recordId,
        central: taken.id,
        proposal: taken.id,
      }),
    ];
  if (change.kind !== "create" && !central)
    return [on("held", "rights-or-schema-changed", null, {})];

  const moved =
    central !== undefined && change.kind !== "create" && central.version !== change.baseVersion;
  const own = moved && central ? classifyAgainst(change, trunk, central, referential, on) : [];
  // A quarrel about the whole record is settled first: its fields and links mean nothing before that.
  if (own.some((conflict) => conflict.attribute === null)) return own;
  return [
    ...own,
    ...classifyKey(change, central, referential, lookup, on),
    ...classifyLinks(change, central, own, lookup, on),
  ];
}

/**
 * The same for a chain of local edits of one record: what comes out of a later edit, while the first was clean, is told apart (K5).
 * A chain that comes to nothing has no conflict.
 */
export function classifyChain(
  chain: readonly Change[],
  trunk: MasterRecord | undefined,
  central: MasterRecord | undefined,
  lookup: CentralLookup,
): readonly FieldConflict[] {
  const [whole, first] = [collapseChanges(chain)[0], chain[0]];
  if (!whole || !first) return [];
  return classifyChange(whole, trunk, central, lookup).map((conflict) =>
    conflict.case === "same-field" &&
    conflict.attribute !== null &&
    chain.length > 1 &&
    !Object.hasOwn(first.patch, conflict.attribute)
      ? { ...conflict, case: "chain-against-trunk" }
      : conflict,
  );
}

/**
 * The value a change started from, as the merge must see it: the trunk's, unless central already holds what the change says was
 * before (an earlier request of the same person that was accredited meanwhile).
 */
export function baseValue(
  change: Change,
  attribute: string,
  trunk: MasterRecord | undefined,
  central: MasterRecord,
): JsonValue | undefined {
  const before = change.patch[attribute]?.before;
  const known = trunk ?? (central.version === change.baseVersion ? central : undefined);
  return known === undefined || sameJson(valueOf(central.data, attribute), before)
    ? before
    : valueOf(known.data, attribute);
}

type ConflictValues = {
  readonly base?: unknown;
  readonly mine?: unknown;
  readonly central?: unknown;
  readonly proposal?: unknown;
};
type Build = (
  kind: ConflictClass,
  situation: ConflictCase,
  attribute: string | null,
  values: ConflictValues,
) => FieldConflict;

/** What the two sides did to one record since the trunk. */
function classifyAgainst(
  change: Change,
  trunk: MasterRecord | undefined,
  central: MasterRecord,
  referential: Referential,
  on: Build,
): readonly FieldConflict[] {
  const end = referential.period?.to;
  if (change.kind === "withdraw") {
    if (!central.withdrawn)
      return [
        on("hard", "close-against-edit", null, {
          mine: { state: "withdrawn" },
          central: { state: "edited", version: central.version },
        }),
      ];
    const same = central.withdrawn.keptId === change.keptId;
    return same
      ? []
      : [
          on("hard", "same-field", null, {
            mine: withdrawn(change.keptId),
            central: withdrawn(central.withdrawn.keptId),
          }),
        ];
  }
  if (central.withdrawn && !trunk?.withdrawn)
    return [
      on("hard", "edit-against-close", null, {
        mine: { state: "edited" },
        central: withdrawn(central.withdrawn.keptId),
      }),
    ];
  const movedByCentral = trunk
    ? changedAttributes(trunk, central)
    : Object.keys(change.patch).filter(
        (name) => !sameJson(change.patch[name]?.before, valueOf(central.data, name)),
      );
  const conflicts = Object.keys(change.patch).flatMap((name) =>
    classifyField(change, name, trunk, central, on),
  );
  if (
    end !== undefined &&
    !Object.hasOwn(change.patch, end) &&
    closedByCentral(trunk, central, end)
  ) {
    const closure = {
      base: trunk && valueOf(trunk.data, end),
      mine: { state: "edited" },
      central: { state: "closed", to: valueOf(central.data, end) },
    };
    return [on("hard", "edit-against-close", null, closure)];
  }
  if (
    end !== undefined &&
    isClosure(change, referential) &&
    !sameJson(change.patch[end]?.after, valueOf(central.data, end)) &&
    (trunk === undefined || movedByCentral.some((name) => name !== end))
  ) {
    const values = {
      base: change.patch[end]?.before,
      mine: change.patch[end]?.after,
      central: valueOf(central.data, end),
    };
    return [
      on("hard", "close-against-edit", end, values),
      ...conflicts.filter((conflict) => conflict.attribute !== end),
    ];
  }
  if (conflicts.some((conflict) => conflict.class === "hard")) return conflicts;
  const others = movedByCentral.filter((name) => !Object.hasOwn(change.patch, name));
  return [
    ...conflicts,
    ...others.map((name) =>
      on("soft", "different-fields", name, {
        base: trunk && valueOf(trunk.data, name),
        mine: trunk && valueOf(trunk.data, name),
        central: valueOf(central.data, name),
      }),
    ),
  ];
}

/** One field that the change touches: nothing, soft where lists of links merged, hard where both sides differ. */
function classifyField(
  change: Change,
  attribute: string,
  trunk: MasterRecord | undefined,
  central: MasterRecord,
  on: Build,
): readonly FieldConflict[] {
  const [base, mine, theirs] = [
    baseValue(change, attribute, trunk, central),
    change.patch[attribute]?.after,
    valueOf(central.data, attribute),
  ];
  const merge = mergeValue(base, mine, theirs);
  if (merge.conflict) return [on("hard", "same-field", attribute, { base, mine, central: theirs })];
  const joined = !sameJson(merge.value, mine) && !sameJson(merge.value, theirs);
  return joined ? [on("soft", "different-fields", attribute, { base, mine, central: theirs })] : [];
}

/** Two records with one key, whether created or renamed into it (V6: the loser gets a hard conflict); proposes the merge. */
function classifyKey(
  change: Change,
  central: MasterRecord | undefined,
  referential: Referential,
  lookup: CentralLookup,
  on: Build,
): readonly FieldConflict[] {
  if (
    change.kind === "withdraw" ||
    (change.kind === "update" && !referential.key.some((name) => Object.hasOwn(change.patch, name)))
  )
    return [];
  const data = Object.fromEntries([
    ...Object.entries(central?.data ?? {}),
    ...Object.entries(change.patch).flatMap(([name, move]) =>
      move.after === undefined ? [] : [[name, move.after]],
    ),
  ]) as MasterRecord["data"];
  const other = lookup.sameKey(change.referential, data, change.recordId);
  const key = referential.key.map((name) => valueOf(data, name) ?? null);
  return other === undefined
    ? []
    : [on("hard", "same-key-created", null, { mine: key, central: other, proposal: other })];
}

/** Links that the change adds towards a record closed or withdrawn since the trunk; proposes the record kept instead. */
function classifyLinks(
  change: Change,
  central: MasterRecord | undefined,
  own: readonly FieldConflict[],
  lookup: CentralLookup,
  on: Build,
): readonly FieldConflict[] {
  return Object.entries(change.patch).flatMap(([attribute, move]) => {
    if (own.some((conflict) => conflict.attribute === attribute && conflict.class === "hard"))
      return [];
    const had = new Set(targetsOf(move.before));
    const lost = targetsOf(move.after)
      .filter((target) => !had.has(target))
      .find((target) => isGone(target as RecordId, move.after, lookup));
    if (lost === undefined) return [];
    const successor = lookup.record(lost as RecordId)?.withdrawn?.keptId;
    const proposal =
      successor && move.after !== undefined ? retarget(move.after, lost, successor) : undefined;
    return [
      on("hard", "link-to-closed", attribute, {
        base: move.before,
        mine: move.after,
        central: central && valueOf(central.data, attribute),
        proposal,
      }),
    ];
  });
}

function isGone(id: RecordId, value: JsonValue | undefined, lookup: CentralLookup): boolean {
  const target = lookup.record(id);
  if (!target || !lookup.movedSinceTrunk(id)) return false;
  if (target.withdrawn) return true;
  const end = lookup.referential(target.referential)?.period?.to;
  const closed = end === undefined ? undefined : valueOf(target.data, end);
  return typeof closed === "string" && outlasts(value, id, closed);
}

const changedAttributes = (trunk: MasterRecord, central: MasterRecord): readonly string[] =>
  [...new Set([...Object.keys(trunk.data), ...Object.keys(central.data)])]
    .sort()
    .filter((name) => !sameJson(valueOf(trunk.data, name), valueOf(central.data, name)));

/** True when central set or brought forward the end since the trunk; an unknown trunk counts as open, so that nothing slips through. */
function closedByCentral(
  trunk: MasterRecord | undefined,
  central: MasterRecord,
  end: string,
): boolean {
  const [before, now] = [trunk && valueOf(trunk.data, end), valueOf(central.data, end)];
  return typeof now === "string" && (typeof before !== "string" || now < before);
}

const withdrawn = (keptId: RecordId | undefined): JsonValue => ({
  state: "withdrawn",
  ...(keptId === undefined ? {} : { keptId }),
});
const withoutAbsent = (values: ConflictValues): ConflictValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
