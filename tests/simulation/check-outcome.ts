import { gunzipSync } from "node:zlib";
import { hashOf } from "../../shared/base/index.ts";
import type { JsonValue, ReferentialId } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import type { OperationAnswer } from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import { visibleTo } from "./acts.ts";
import { LIEUX } from "./establishment.ts";
import type { Ledger } from "./ledger.ts";
import type { SimulatedClient } from "./simulated-client.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** The invariants of reliability.md, section 3, after the network healed. Throws with what is wrong. @returns the number of commits */
export async function checkOutcome(
  server: SimulatedServer,
  establishment: string,
  clients: readonly SimulatedClient[],
  ledger: Ledger,
): Promise<number> {
  const central = server.central();
  const root = server.people["root"] as Identity;
  const proof = await central.verify(establishment);
  if (!proof.ok)
    throw new Error(`the chain is broken at commit ${String(proof.commit)}: ${proof.problem}`);
  await checkOperations(server, establishment, clients);
  for (const client of clients) {
    await checkBase(server, root, client, "in memory");
    await client.start();
    await checkBase(server, root, client, "on disk");
    await checkRequests(server, root, client);
  }
  await checkSecrets(clients.filter((client) => client.login === "bela"));
  await checkLedger(server, root, clients, ledger);
  return proof.commits;
}

/** Invariant 1: every acknowledged operation is in the log and in the audit trail exactly once, numbered without gap. */
async function checkOperations(
  server: SimulatedServer,
  establishment: string,
  clients: readonly SimulatedClient[],
): Promise<void> {
  const { operations, audits } = await server.store.read(async ({ db }) => ({
    operations: await db
      .selectFrom("operations")
      .where("establishment", "=", establishment)
      .select(["op_id", "device_id", "order_number", "answer"])
      .execute(),
    audits: await db
      .selectFrom("audit")
      .where("establishment", "=", establishment)
      .where("action", "like", "request.%")
      .select("subject")
      .execute(),
  }));
  expectSame(
    "operations and audit trail",
    operations.map((row) => row.op_id).sort(byText),
    audits.map((row) => row.subject).sort(byText),
  );
  for (const client of clients) {
    const orders = operations
      .filter((row) => row.device_id === client.work.deviceId)
      .map((row) => row.order_number)
      .sort((left, right) => left - right);
    expectSame(
      `${client.login}: orders without gap`,
      orders,
      orders.map((_, index) => index + 1),
    );
    const acknowledged = [...client.work.rows.outbox.values()]
      .filter((row) => row.answer !== null)
      .map((row) => row.operation.opId);
    expectSame(
      `${client.login}: acknowledged operations in the log`,
      acknowledged.filter((id) => !operations.some((row) => row.op_id === id)),
      [],
    );
    // What central answered first is what this laptop was told, whatever was sent again.
    const told = [...client.work.rows.outbox.values()].flatMap(({ operation, answer }) => {
      const first = operations.find((row) => row.op_id === operation.opId);
      const status = first ? (JSON.parse(first.answer) as OperationAnswer).status : "unknown";
      return answer && answer.status !== status ? [[operation.opId, answer.status, status]] : [];
    });
    expectSame(`${client.login}: told what central answered`, told, []);
    const unanswered = [...client.work.rows.outbox.values()].filter(
      (row) => row.answer === null || row.answer.status === "waiting",
    );
    expectSame(`${client.login}: nothing left in the outbox`, unanswered.length, 0);
  }
}

/** Invariant 2: the same base everywhere. */
async function checkBase(
  server: SimulatedServer,
  root: Identity,
  client: SimulatedClient,
  where: string,
): Promise<void> {
  for (const referential of new Set(visibleTo(client))) {
    const theirs = new Map(
      (await recordsOf(server, root, referential)).map((record) => [
        record.id,
        hashOf(record as unknown as JsonValue),
      ]),
    );
    const mine = new Map(
      [...(await client.accredited(referential)).values()].map((record) => [
        record.id,
        hashOf(record as unknown as JsonValue),
      ]),
    );
    expectSame(`${client.login}: ${referential} ${where}`, inOrder(mine), inOrder(theirs));
  }
}

/** Invariant 2 for requests, and 4: approved only with its votes and its commit. */
async function checkRequests(
  server: SimulatedServer,
  root: Identity,
  client: SimulatedClient,
): Promise<void> {
  for (const [id, mine] of client.work.rows.requests) {
    if (mine.revision === 0) continue;
    const theirs = await server
      .central()
      .requests.read(root, id)
      .catch(() => null);
    if (!theirs) {
      // Never taken by central: refused, and back in its author's hands.
      if (mine.status !== "preparation" && mine.status !== "cancelled")
        throw new Error(
          `${client.login}: request ${id} is ${mine.status} here and unknown in central`,
        );
      continue;
    }
    // A new base after a change of rights names no closed request of others: what was added to one since may be unknown here.
    expectSame(`${client.login}: request ${id}`, outcomeOf(mine), outcomeOf(theirs));
    if (theirs.status !== "approved") continue;
    if (theirs.commit === null) throw new Error(`request ${id} is approved without a commit`);
    for (const stage of theirs.stages) {
      const votes = theirs.decisions.filter(
        (vote) =>
          vote.stage === stage.stage &&
          vote.status === "counted" &&
          vote.answer === "approve" &&
          vote.person !== theirs.content.author,
      );
      if (stage.outcome !== "approved" || votes.length === 0)
        throw new Error(
          `request ${id}: stage ${stage.stage} is ${stage.outcome} with ${String(votes.length)} votes`,
        );
    }
  }
}

/** What everybody must agree on about a request that is over. */
const outcomeOf = ({ status, revision, contentHash, commit }: ChangeRequest): unknown => ({
  status,
  revision,
  contentHash,
  commit,
});

/** Invariant 5: nobody holds what his rights never allowed. */
async function checkSecrets(readers: readonly SimulatedClient[]): Promise<void> {
  for (const reader of readers) {
    const base = await reader.store.base();
    expectSame(
      `${reader.login}: no block of ${LIEUX}`,
      base.blocks.filter((block) => block.referential === LIEUX),
      [],
    );
    expectSame(`${reader.login}: no commit of ${LIEUX}`, await reader.store.logOf(LIEUX), []);
    expectSame(
      `${reader.login}: no request on ${LIEUX}`,
      (await reader.store.requests())
        .filter((request) => request.content.referentials.includes(LIEUX))
        .map((request) => request.content.id),
      [],
    );
  }
}

/** Invariant 6: every value typed and acknowledged is somewhere, unless the person himself gave it up. */
async function checkLedger(
  server: SimulatedServer,
  root: Identity,
  clients: readonly SimulatedClient[],
  ledger: Ledger,
): Promise<void> {
  const kept = new Set<string>();
  const { history, blocks } = await server.store.read(async ({ db }) => ({
    history: await db
      .selectFrom("history")
      .where("establishment", "=", root.establishment)
      .selectAll()
      .execute(),
    blocks: await db
      .selectFrom("blocks")
      .where("establishment", "=", root.establishment)
      .selectAll()
      .execute(),
  }));
  // A block that no request names any more is nowhere to be seen: it does not count.
  const requests = clients.flatMap((client) => [...client.work.rows.requests.values()]);
  const named = new Set<string>(
    requests.flatMap((request) => request.content.blocks.map((block) => block.hash)),
  );
  const texts = [
    JSON.stringify(history),
    ...blocks
      .filter((block) => named.has(block.hash))
      .map((block) => gunzipSync(block.bytes as unknown as Uint8Array).toString("utf8")),
  ];
  for (const client of clients)
    texts.push(
      JSON.stringify([...client.work.rows.drafts.values()]),
      JSON.stringify([...client.work.rows.conflicts.values()]),
    );
  const all = texts.join("\n");
  for (const { token } of ledger.living()) if (all.includes(`"${token}"`)) kept.add(token);
  const lost = ledger.living().filter(({ token }) => !kept.has(token));
  expectSame("nothing typed and acknowledged was lost", lost, []);
}

async function recordsOf(
  server: SimulatedServer,
  root: Identity,
  referential: ReferentialId,
): Promise<readonly MasterRecord[]> {
  const page = await server.central().records.list(root, referential, { limit: 5000 });
  if (page.next !== null) throw new Error("more records than a page");
  return page.records;
}

function expectSame(what: string, found: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}\n  found  ${left}\n  wanted ${right}`);
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const inOrder = (hashes: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  [...hashes].sort(([left], [right]) => byText(left, right));
