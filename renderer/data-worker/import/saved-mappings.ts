import { foldText } from "../../../shared/base/index.ts";
import type { ReferentialId } from "../../../shared/base/index.ts";
import { guessMapping } from "../../../shared/exchange/import/index.ts";
import type { ColumnMapping, ImportPlan } from "../../../shared/exchange/import/index.ts";
import { attributeOf } from "../../../shared/model/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import type { LocalStore } from "../../../shared/ports/index.ts";

/** A mapping kept for files with the same headers, whatever their order. */
export type SavedMapping = {
  readonly name: string;
  readonly headers: readonly string[];
  readonly attributes: { readonly [header: string]: string };
  readonly mode: ImportPlan["mode"];
  readonly matchOn: readonly string[];
};

const settingOf = (referential: ReferentialId): string => `import.mappings.${referential}`;
const signature = (headers: readonly string[]): string =>
  headers.map(foldText).toSorted().join("\n");

/** Mappings saved for a référentiel. */
export async function savedMappings(
  store: LocalStore,
  referential: ReferentialId,
): Promise<readonly SavedMapping[]> {
  return ((await store.setting(settingOf(referential))) ?? []) as readonly SavedMapping[];
}

/** The list with this mapping kept, in place of one for the same headers; what is written is left to the caller. */
export async function withMapping(
  store: LocalStore,
  name: string,
  headers: readonly string[],
  plan: ImportPlan,
): Promise<{ readonly key: string; readonly value: readonly SavedMapping[] }> {
  const known = await savedMappings(store, plan.referential);
  const attributes = Object.fromEntries(
    plan.mapping.flatMap(({ header, attribute }) =>
      attribute === null ? [] : [[foldText(header), attribute]],
    ),
  );
  const saved: SavedMapping = { name, headers, attributes, mode: plan.mode, matchOn: plan.matchOn };
  const others = known.filter((other) => signature(other.headers) !== signature(headers));
  return { key: settingOf(plan.referential), value: [saved, ...others] };
}

/** The mapping of a file: the one saved for the same headers, else the guess of the core. */
export async function mappingFor(
  store: LocalStore,
  referential: Referential,
  headers: readonly string[],
  samples: readonly (readonly string[])[],
): Promise<{ readonly mapping: readonly ColumnMapping[]; readonly saved: SavedMapping | null }> {
  const saved =
    (await savedMappings(store, referential.id)).find(
      (other) => signature(other.headers) === signature(headers),
    ) ?? null;
  if (saved === null) return { mapping: guessMapping(referential, headers, samples), saved };
  const mapping = headers.map((header, column): ColumnMapping => {
    const attribute = saved.attributes[foldText(header)];
    const known = attribute !== undefined && attributeOf(referential, attribute) !== undefined;
    return { column, header, attribute: known ? attribute : null };
  });
  return { mapping, saved };
}
