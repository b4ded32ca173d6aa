import { gzipSync } from "node:zlib";
import {
  createCentral,
  DEFAULT_ESTABLISHMENT,
  type Central,
} from "../../central/services/central.ts";
import { openStore, type Store, type StoreLocation } from "../../central/store/open-store.ts";
import {
  makeUuidV7,
  type ContentHash,
  type DeviceId,
  type OperationId,
  type RecordId,
  type ReferentialId,
  type RequestId,
} from "../../shared/base/index.ts";
import type { Clock, Identity, Ids, Rights } from "../../shared/ports/index.ts";
import type { Change, RecordData } from "../../shared/record/index.ts";
import { referentialDocuments, workflowDocuments } from "../../shared/referentials/index.ts";
import {
  packByReferential,
  type ModelEntry,
  type Operation,
  type OperationAnswer,
  type OperationPayload,
} from "../../shared/sync/index.ts";
import { groupsOf, summaryOf, type RequestContent } from "../../shared/workflow/index.ts";

/** A repository with everyday people, a clock that moves by hand and repeatable ids. */
export type World = {
  readonly central: Central;
  readonly store: Store;
  readonly clock: Clock & { forward(milliseconds: number): void };
  readonly ids: Ids;
  readonly people: { readonly [login: string]: Identity };
  close(): Promise<void>;
};

/** A référentiel that the product does not ship: central knows none by name. */
export const CODES = "codes-essai" as ReferentialId;

const PEOPLE: { readonly [login: string]: Rights } = {
  alix: { "*": ["intendant"] },
  bela: { "*": ["intendant"] },
  camille: { "*": ["accrediteur"] },
  dominique: { "*": ["administrateur"] },
  lou: { "*": ["lecteur"] },
  sam: { pays: ["lecteur"] },
};

export const PASSWORD = "mot de passe très long";

/** Opens a repository with the shipped documents and accounts without password, save `alix`. */
export async function makeWorld(
  location: StoreLocation,
  options: Parameters<typeof openStore>[1] & { readonly passwords?: boolean } = {},
): Promise<World> {
  const store = await openStore(location, options);
  const clock = makeClock();
  const ids = makeIds();
  const central = createCentral({ store, clock, ids });
  await central.establishments.add(DEFAULT_ESTABLISHMENT, "Université de Valmorin");
  await central.documents.put(DEFAULT_ESTABLISHMENT, [...shippedDocuments(), codesDocument()]);
  const people: Record<string, Identity> = {};
  for (const [login, rights] of Object.entries(PEOPLE)) {
    people[login] = await central.accounts.add(DEFAULT_ESTABLISHMENT, {
      login,
      name: login,
      password: options.passwords ? PASSWORD : null,
      rights,
    });
  }
  return { central, store, clock, ids, people, close: () => central.close() };
}

/** The documents shipped with the product, as central takes them. */
export const shippedDocuments = (): readonly ModelEntry[] => [
  ...workflowDocuments.map((document): ModelEntry => ({
    kind: "workflow",
    id: document.id,
    version: document.version,
    document: document as never,
  })),
  ...referentialDocuments.map((document): ModelEntry => {
    const head = document["x-referential"] as { readonly id: string; readonly version: number };
    return { kind: "referential", id: head.id, version: head.version, document };
  }),
];

/** The document of the référentiel of the tests: NACRES without its identifier rule, its derived parents and its name. */
export function codesDocument(version = 1): ModelEntry {
  const document = structuredClone(
    referentialDocuments.find(
      (candidate) => (candidate["x-referential"] as { id: string }).id === "nacres",
    ),
  ) as unknown as {
    "x-referential": { id: string; version: number };
    properties: {
      code: Record<string, unknown>;
      parent: Record<string, unknown> & {
        "x-reference": { referential: string; unresolved: string };
      };
    };
  };
  Object.assign(document["x-referential"], { id: CODES, version });
  delete document.properties.code["x-identifier"];
  delete document.properties.parent["x-derive"];
  Object.assign(document.properties.parent["x-reference"], { referential: CODES });
  return { kind: "referential", id: CODES, version, document: document as never };
}

export function makeClock(start = Date.parse("2026-11-22T09:00:00.000Z")): World["clock"] {
  let now = start;
  return {
    now: () => new Date(now).toISOString(),
    forward: (milliseconds) => void (now += milliseconds),
  };
}

/** Ids that grow and repeat from one run to the next; `run` sets two sources apart. */
export function makeIds(run = 0): Ids {
  let made = 0;
  return {
    next() {
      made += 1;
      const random = new Uint8Array(10);
      new DataView(random.buffer).setUint32(2, made);
      random[9] = run;
      return makeUuidV7(1_767_614_400_000 + made, random);
    },
  };
}

/** A laptop that numbers its operations and uploads its blocks. */
export class Laptop {
  readonly world: World;
  readonly identity: Identity;
  readonly device: DeviceId;
  order = 0;
  trunk = 0;

  constructor(world: World, login: string, device: string = `laptop-of-${login}`) {
    this.world = world;
    this.identity = world.people[login]!;
    this.device = device as DeviceId;
  }

  operation(payload: OperationPayload): Operation {
    this.order += 1;
    return {
      opId: this.world.ids.next() as OperationId,
      deviceId: this.device,
      order: this.order,
      trunk: this.trunk,
      at: this.world.clock.now(),
      payload,
    };
  }

  async push(payload: OperationPayload): Promise<OperationAnswer> {
    const [answer] = await this.world.central.push(this.identity, [this.operation(payload)]);
    return answer!;
  }

  /** A content over these changes, with its blocks uploaded. */
  async content(
    changes: readonly Change[],
    parts: Partial<RequestContent> = {},
  ): Promise<RequestContent> {
    const { content, blocks } = makeContent(this.world, this.identity, changes, parts);
    for (const { hash, bytes } of blocks)
      await this.world.central.putBlock(this.identity, hash, bytes);
    return content;
  }

  async submit(
    changes: readonly Change[],
    parts: Partial<RequestContent> = {},
  ): Promise<OperationAnswer> {
    return this.push({ kind: "request.submit", content: await this.content(changes, parts) });
  }

  async decide(
    id: RequestId,
    answer: "approve" | "reject" | "send-back" = "approve",
    reason = "vu",
  ): Promise<OperationAnswer> {
    return this.push(await this.decision(id, answer, reason));
  }

  async decision(
    id: RequestId,
    answer: "approve" | "reject" | "send-back" = "approve",
    reason = "vu",
  ): Promise<OperationPayload> {
    const request = await this.world.central.requests.read(this.identity, id);
    const groups = groupsOf(request.content.summary).map((group) => ({
      ...group,
      shown: group.count,
    }));
    return {
      kind: "request.decide",
      requestId: id,
      contentHash: request.contentHash,
      stage: request.stages.at(-1)?.stage ?? "accreditation",
      answer,
      reason,
      seen: { groups, opened: 1, toTheEnd: true },
    };
  }
}

export function makeContent(
  world: Pick<World, "ids">,
  author: Identity,
  changes: readonly Change[],
  parts: Partial<RequestContent> = {},
): {
  readonly content: RequestContent;
  readonly blocks: readonly { readonly hash: ContentHash; readonly bytes: Uint8Array }[];
} {
  const packed = packByReferential(changes);
  const legalText = parts.legalText ?? "";
  const content: RequestContent = {
    id: world.ids.next() as RequestId,
    title: "Une demande",
    reason: "mise à jour",
    legalText,
    effectiveDate: null,
    author: author.person,
    workflow: { id: "accreditation-simple", version: 1 },
    referentials: [...new Set(changes.map((change) => change.referential))],
    summary: summaryOf(changes, () => ({ period: { from: "dateDebut", to: "dateFin" } }), {
      hasLegalText: legalText !== "",
      warnings: 0,
    }),
    blocks: packed.map((block) => block.ref),
    waivers: [],
    resolutions: [],
    origin: { kind: "manual" },
    ...parts,
  };
  return {
    content,
    blocks: packed.map((block) => ({
      hash: block.ref.hash,
      bytes: gzipSync(block.text, { level: 1 }),
    })),
  };
}

export const create = (
  world: Pick<World, "ids">,
  data: RecordData,
  referential: ReferentialId = CODES,
  id?: string,
): Change => ({
  kind: "create",
  referential,
  recordId: (id ?? world.ids.next()) as RecordId,
  baseVersion: 0,
  patch: Object.fromEntries(Object.entries(data).map(([name, after]) => [name, { after }])),
});

export const update = (
  recordId: RecordId,
  baseVersion: number,
  patch: Change["patch"],
  referential: ReferentialId = CODES,
): Change => ({
  kind: "update",
  referential,
  recordId,
  baseVersion,
  patch,
});

/** n sound creations, nothing dangling. */
export const manyCodes = (
  world: Pick<World, "ids">,
  count: number,
  prefix = "T",
): readonly Change[] =>
  Array.from({ length: count }, (_, index) =>
    create(world, {
      code: `${prefix}${String(index)}`,
      libelle: `Libellé ${prefix} ${String(index)}`,
    }),
  );

/** Submits by `alix`, approves by `camille`; @returns the commit number. */
export async function accredit(
  alix: Laptop,
  camille: Laptop,
  changes: readonly Change[],
  parts: Partial<RequestContent> = {},
): Promise<number> {
  const submitted = await alix.submit(changes, parts);
  if (submitted.status !== "accepted" && submitted.status !== "accepted-soft")
    throw new Error(`not accepted: ${JSON.stringify(submitted.fault ?? submitted.conflicts)}`);
  const decided = await camille.decide(submitted.request!.content.id);
  if (typeof decided.request?.commit !== "number")
    throw new Error(`not committed: ${JSON.stringify(decided)}`);
  return decided.request.commit;
}

/** Everything an asynchronous source gives, in order. */
export async function collect<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const value of source) found.push(value);
  return found;
}
