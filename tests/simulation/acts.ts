import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import { choicesFor } from "../../shared/sync/index.ts";
import type { SubmitForm } from "../../renderer/data-worker/data-api.ts";
import type { Chance } from "./chance.ts";
import { LIEUX, POSTES, TEXT_ATTRIBUTES } from "./establishment.ts";
import type { Ledger } from "./ledger.ts";
import type { SimulatedClient } from "./simulated-client.ts";

export type Scene = {
  readonly chance: Chance;
  readonly ledger: Ledger;
  readonly trace: (line: string) => void;
  /** Both référentiels follow one circuit. */
  readonly together: boolean;
};
const FORM: SubmitForm = {
  title: "demande",
  reason: "parce que",
  legalText: "",
  effectiveDate: null,
  acknowledgeWarnings: true,
};

export const visibleTo = (client: SimulatedClient): readonly ReferentialId[] =>
  client.login === "bela" ? [POSTES] : [POSTES, POSTES, LIEUX];

/** Types a new value in a field of some record; it is read back at once (invariant 3). */
export async function edit(client: SimulatedClient, { chance, ledger }: Scene): Promise<void> {
  const referential = chance.pick(visibleTo(client));
  const ids = await client.shownIds(referential);
  if (ids.length === 0) return;
  const [id, attribute, token] = [
    chance.pick(ids),
    chance.pick(TEXT_ATTRIBUTES),
    ledger.nextToken(client.login),
  ];
  const outcome = await client.attempt("edit", () =>
    client.data.editRecord(referential, id, { [attribute]: token }, token),
  );
  // A laptop that died may have kept what it never acknowledged: the value before may be gone by the person's own hand.
  if (!outcome) ledger.end(client.login, id, attribute, "perhaps superseded");
  if (!outcome?.changed.includes(id)) return;
  ledger.typed(client.login, id, attribute, token);
  const shown = await client.data.record(referential, id);
  if (shown?.data[attribute] !== token)
    throw new Error(`${client.login} does not read his own write: ${token} on ${id}`);
}

/** Points a record at another, or adds or takes away a dated link: two laptops often change different links of one list. */
export async function link(client: SimulatedClient, { chance }: Scene): Promise<void> {
  const referential = chance.pick(visibleTo(client));
  const ids = await client.shownIds(referential);
  if (ids.length < 2) return;
  const [id, target] = [chance.pick(ids), chance.pick(ids)];
  if (id === target) return;
  if (chance.happens(0.4)) {
    await client.attempt("link", () =>
      client.data.editRecord(referential, id, { parent: target }, "link"),
    );
    return;
  }
  const now = (await client.data.record(referential, id))?.data["liens"];
  const links = Array.isArray(now)
    ? (now as readonly { readonly target: string; readonly from: string }[])
    : [];
  const kept = links.filter((each) => each.target !== target);
  const liens =
    kept.length < links.length
      ? kept
      : [...links, { target, from: `20${String(10 + chance.below(10))}-01-01` }];
  await client.attempt("link", () => client.data.editRecord(referential, id, { liens }, "link"));
}

/** Creates a record under one of few codes, so that two laptops often take the same. */
export async function create(
  client: SimulatedClient,
  { chance, ledger }: Scene,
  code = `C${String(chance.below(8))}`,
  where = chance.pick(visibleTo(client)),
): Promise<void> {
  const token = ledger.nextToken(client.login);
  const id = await client.attempt("create", () =>
    client.data.createRecord(where, { code, libelle: token }, token),
  );
  if (id) ledger.typed(client.login, id, "libelle", token);
}

export async function close(client: SimulatedClient, { chance }: Scene): Promise<void> {
  const referential = chance.pick(visibleTo(client));
  const ids = await client.shownIds(referential);
  if (ids.length > 0)
    await client.attempt("close", () =>
      client.data.closeRecords(
        referential,
        [chance.pick(ids)],
        `2026-0${String(1 + chance.below(9))}-15`,
        "close",
      ),
    );
}

export async function withdraw(client: SimulatedClient, { chance, ledger }: Scene): Promise<void> {
  const referential = chance.pick(visibleTo(client));
  const ids = await client.shownIds(referential);
  if (ids.length < 4) return;
  const id = chance.pick(ids);
  const kept = chance.happens(0.5) ? chance.pick(ids) : null;
  const outcome = await client.attempt("withdraw", () =>
    client.data.withdrawRecords(referential, [id], kept === id ? null : kept, "withdraw"),
  );
  // A withdrawal forgets the edits before it (Y2).
  if (!outcome || outcome.changed.includes(id)) ledger.end(client.login, id, null, "withdrawn");
}

/** An undo that was not acknowledged may have been kept: the gesture then counts as undone. */
export async function undo(client: SimulatedClient, { ledger }: Scene): Promise<void> {
  const { canUndo } = await client.data.counts();
  const label = await client.attempt("undo", async () => ({ done: await client.data.undo() }));
  const undone = label ? label.done : canUndo;
  if (undone) ledger.undone(undone, true);
}

export async function redo(client: SimulatedClient, { ledger }: Scene): Promise<void> {
  const label = await client.attempt("redo", () => client.data.redo());
  if (label) ledger.undone(label, false);
}

export async function submitBasket(
  client: SimulatedClient,
  { chance, together }: Scene,
): Promise<void> {
  const mine = [...client.work.rows.drafts.values()].filter((row) => row.requestId === null);
  if (mine.length === 0) return;
  // One request follows one circuit: the basket goes by référentiel.
  const where = chance.pick(mine).change.referential;
  const ids = mine
    .filter((row) => together || row.change.referential === where)
    .map((row) => row.change.recordId);
  const id = await client.attempt("compose", () => client.data.compose(ids, "demande"));
  if (id && chance.happens(0.8))
    await client.attempt("submit", () => client.data.submit(id, FORM, () => undefined));
}

/** Submits a request in preparation; what the rules refuse for good is given up, as its author would. */
export async function submitPrepared(
  client: SimulatedClient,
  { chance, ledger }: Scene,
  orGiveUp = false,
): Promise<void> {
  const prepared = (await client.data.preparations()).filter(
    (preparation) => preparation.requestId !== null,
  );
  if (prepared.length === 0) return;
  const { requestId } = chance.pick(prepared);
  if (requestId === null) return;
  const outcome = await client.attempt("submit", () =>
    client.data.submit(requestId, FORM, () => undefined),
  );
  if (!orGiveUp || outcome?.ok !== false || outcome.reason === "conflicts") return;
  const rows = [...client.work.rows.drafts.values()].filter((row) => row.requestId === requestId);
  for (const row of rows)
    ledger.end(client.login, row.change.recordId, null, `given up: ${outcome.reason}`);
  const changes = await client.data.changes(requestId, null, 0, 1000);
  for (const change of changes)
    ledger.end(client.login, change.recordId, null, `given up: ${outcome.reason}`);
  if ((client.work.rows.requests.get(requestId)?.revision ?? 0) === 0)
    await client.attempt("dissolve", () => client.data.dissolve(requestId, false));
  else await client.attempt("cancel", () => client.data.cancelRequest(requestId, "rien à faire"));
}

export async function decide(
  client: SimulatedClient,
  { chance }: Scene,
  calm = false,
): Promise<void> {
  const cards = await client.data.requests("to-decide");
  if (cards.length === 0) return;
  const { id } = chance.pick(cards);
  const view = await client.data.request(id);
  if (!view) return;
  const groups = view.groups.map((group) => ({
    kind: `${group.referential}:${group.kind}`,
    count: group.count,
    shown: group.count,
  }));
  const dice = chance.real();
  const answer = calm
    ? dice < 0.8
      ? "approve"
      : "reject"
    : dice < 0.6
      ? "approve"
      : dice < 0.8
        ? "send-back"
        : "reject";
  await client.attempt("decide", () =>
    client.data.decide(id, answer, "vu", { groups, opened: 1, toTheEnd: true }),
  );
}

export async function comment(client: SimulatedClient, { chance }: Scene): Promise<void> {
  const cards = await client.data.requests("all");
  if (cards.length > 0)
    await client.attempt("comment", () => client.data.comment(chance.pick(cards).id, "un mot"));
}

export async function cancel(client: SimulatedClient, { chance }: Scene): Promise<void> {
  const cards = (await client.data.requests("mine")).filter(
    (card) =>
      card.status === "pending" || card.status === "sent-back" || card.status === "conflict",
  );
  if (cards.length > 0)
    await client.attempt("cancel", () =>
      client.data.cancelRequest(chance.pick(cards).id, "finalement non"),
    );
}

/** Takes back a request that waits for its author; one that is held waits until its conflicts are resolved, unless none is left to show. */
export async function reopen(client: SimulatedClient, { chance }: Scene): Promise<void> {
  const open = [...client.work.rows.conflicts.values()].filter(
    (row) => row.conflict.class === "hard" && row.resolved === null,
  );
  const cards = (await client.data.requests("mine")).filter(
    (card) =>
      card.status === "sent-back" ||
      (card.status === "conflict" && !open.some((row) => row.requestId === card.id)),
  );
  if (cards.length > 0)
    await client.attempt("reopen", () => client.data.reopen(chance.pick(cards).id));
}

/** Settles one hard conflict, one side or the other, as the three-column screen does. */
export async function resolve(
  client: SimulatedClient,
  { chance, ledger, trace }: Scene,
): Promise<void> {
  const open = (await client.data.conflicts()).filter(
    (view) => view.conflict.class === "hard" && view.resolved === null,
  );
  if (open.length === 0) return;
  const { id, conflict } = chance.pick(open);
  const side = chance.pick(choicesFor(conflict).filter((each) => each !== "other"));
  const recordId: RecordId = conflict.recordId;
  trace(
    `${client.login} chooses ${side} on ${conflict.case} ${conflict.attribute ?? "*"} of ${recordId}`,
  );
  await client.attempt("resolve", () =>
    client.data.resolveConflict(id, { side, reason: "après vérification" }),
  );
  if (side !== "mine") ledger.end(client.login, recordId, conflict.attribute, `resolved: ${side}`);
  else if (conflict.case === "same-key-created") ledger.end(client.login, recordId, null, "merged");
}

export async function dismiss(client: SimulatedClient): Promise<void> {
  for (const view of await client.data.conflicts())
    if (view.conflict.class === "soft")
      await client.attempt("dismiss", () => client.data.dismissSoft(view.id));
}

export async function discard(client: SimulatedClient, { chance, ledger }: Scene): Promise<void> {
  const rows = [...client.work.rows.drafts.values()];
  if (rows.length === 0) return;
  const { change } = chance.pick(rows);
  ledger.end(client.login, change.recordId, null, "discarded");
  await client.attempt("discard", () => client.data.discardDrafts([change.recordId], "discard"));
}
