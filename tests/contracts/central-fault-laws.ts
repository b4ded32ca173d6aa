import { expect, it } from "vitest";
import type { Dialect } from "kysely";
import type { Operation, OperationAnswer } from "../../shared/sync/index.ts";
import { accredit, CODES, collect, create, Laptop, update, type World } from "./central-world.ts";
import { expectWhole } from "./central-wholeness.ts";
import { watchDialect } from "./watch-dialect.ts";

class PowerLost extends Error {}

/** The server killed at every statement of a push (Y-8), and after the last one, the answer being lost (Y-3). */
export function faultLaws(
  makeWorld: (wrapDialect: (dialect: Dialect) => Dialect) => Promise<World>,
): void {
  const KINDS = ["submit", "decide", "decide-and-hold", "comment", "cancel", "refused"] as const;

  it.each(KINDS)(
    "[Y-8] [Y-3] « %s » cut at every statement: all or nothing, then its one answer",
    async (kind) => {
      let fuse = Number.POSITIVE_INFINITY;
      const world = await makeWorld((dialect) =>
        watchDialect(dialect, () => {
          fuse -= 1;
          if (fuse === 0) throw new PowerLost();
        }),
      );
      try {
        const [alix, bela, camille] = [
          new Laptop(world, "alix"),
          new Laptop(world, "bela"),
          new Laptop(world, "camille"),
        ];
        let cuts = 0;
        for (let statement = 1; ; statement += 1) {
          const { laptop, operation, status } = await prepare(
            world,
            kind,
            { alix, bela, camille },
            `${kind}-${String(statement)}`,
          );
          const seq = await world.central.seq(alix.identity.establishment);
          fuse = statement;
          const cut = await world.central.push(laptop.identity, [operation]).then(
            (answers): readonly OperationAnswer[] | null => answers,
            (thrown) => {
              if (!(thrown instanceof PowerLost)) throw thrown;
              return null;
            },
          );
          const reached = fuse <= 0;
          fuse = Number.POSITIVE_INFINITY;
          const afterCut = await world.central.seq(alix.identity.establishment);
          const [answer] = await world.central.push(laptop.identity, [operation]);
          expect([kind, statement, answer!.status, answer!.fault?.code ?? null]).toEqual([
            kind,
            statement,
            ...status,
          ]);
          expect(cut?.[0] ?? answer).toEqual(answer);
          const after = await world.central.seq(alix.identity.establishment);
          // Either the cut left nothing, or it left everything and sending again adds nothing.
          expect(after > seq).toBe(kind !== "refused");
          expect(afterCut > seq ? afterCut : after).toBe(after);
          expect(await world.central.push(laptop.identity, [operation])).toEqual([answer]);
          expect(await world.central.seq(alix.identity.establishment)).toBe(after);
          if (reached) cuts += 1;
          else break;
        }
        expect(cuts).toBeGreaterThan(5);
        await expectWhole(world.store);
        expect((await collect(world.central.changes(alix.identity, 0))).at(-1)).toEqual({
          seq: await world.central.seq(alix.identity.establishment),
          type: "end",
        });
      } finally {
        await world.close();
      }
    },
  );
}

type Laptops = { readonly alix: Laptop; readonly bela: Laptop; readonly camille: Laptop };
type Prepared = {
  readonly laptop: Laptop;
  readonly operation: Operation;
  readonly status: readonly [OperationAnswer["status"], string | null];
};

/** One operation of a kind, ready to be sent, on records of its own. */
async function prepare(
  world: World,
  kind: string,
  { alix, bela, camille }: Laptops,
  code: string,
): Promise<Prepared> {
  const change = create(world, {
    code: code.slice(0, 40).replace("decide-and-hold", "hold"),
    libelle: code,
  });
  if (kind === "submit")
    return {
      laptop: alix,
      operation: alix.operation({ kind: "request.submit", content: await alix.content([change]) }),
      status: ["accepted", null],
    };
  if (kind === "refused") {
    const content = await alix.content([create(world, { code: change.patch["code"]!.after! })]);
    return {
      laptop: alix,
      operation: alix.operation({ kind: "request.submit", content }),
      status: ["refused", "RECORD_INVALID"],
    };
  }
  if (kind === "decide-and-hold") {
    // Two requests on one field: the decision commits the first and holds the other, in one transaction.
    await accredit(alix, camille, [change]);
    const edit = (after: string) =>
      update(change.recordId, 1, { libelle: { before: code, after } }, CODES);
    const { request } = await alix.submit([edit("un")]);
    await bela.submit([edit("deux")]);
    return {
      laptop: camille,
      operation: camille.operation(await camille.decision(request!.content.id)),
      status: ["accepted", null],
    };
  }
  const { request } = await alix.submit([change]);
  const requestId = request!.content.id;
  if (kind === "decide")
    return {
      laptop: camille,
      operation: camille.operation(await camille.decision(requestId)),
      status: ["accepted", null],
    };
  if (kind === "cancel")
    return {
      laptop: alix,
      operation: alix.operation({ kind: "request.cancel", requestId, reason: "non" }),
      status: ["accepted", null],
    };
  const comment = {
    id: code,
    person: alix.identity.person,
    personName: "",
    text: code,
    at: world.clock.now(),
  };
  return {
    laptop: alix,
    operation: alix.operation({ kind: "request.comment", requestId, comment }),
    status: ["accepted", null],
  };
}
