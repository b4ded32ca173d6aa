import { expect, it } from "vitest";
import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { Change } from "../../shared/record/index.ts";
import { accredit, CODES, create, update, type World } from "./central-world.ts";
import { makeInWorld } from "./in-world.ts";

/** What a request claims of itself is checked, not believed: ids, choices, waivers, the record kept, the cursor (R1, R10, V7, S2, K9). */
export function claimLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);

  it("[R1] an id that central has given is not created again, in another référentiel or by a choice that was never offered", () =>
    inWorld(async (world, { alix, camille }) => {
      const good = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [good]);
      const choice = {
        referential: CODES,
        recordId: good.recordId,
        attribute: "",
        againstVersion: 1,
        side: "mine",
        author: alix.identity.person,
        at: world.clock.now(),
        reason: "",
      } as const;
      const again = create(world, { code: "B", libelle: "Bêta" }, CODES, good.recordId);
      const elsewhere = create(
        world,
        { code: "ZZ", libelle: "Pays" },
        "pays" as ReferentialId,
        good.recordId,
      );
      const nowhere = update(world.ids.next() as RecordId, 3, { libelle: { after: "y" } });
      for (const [change, parts] of [
        [again, { resolutions: [choice] }],
        [elsewhere, { resolutions: [{ ...choice, referential: elsewhere.referential }] }],
        [elsewhere, {}],
        [nowhere, { resolutions: [{ ...choice, recordId: nowhere.recordId, againstVersion: 0 }] }],
      ] as const)
        expect((await alix.submit([change], parts)).status).toBe("held");
    }));

  it("[R10] a choice settles no conflict that offers none: an attribute nobody declared stays held, waived or not", () =>
    inWorld(async (world, { alix }) => {
      const { person: author } = alix.identity;
      const change = create(world, { code: "A", libelle: "Alpha", couleur: "bleu" });
      const on = { referential: CODES, recordId: change.recordId, attribute: "couleur" } as const;
      const answer = await alix.submit([change], {
        resolutions: [
          { ...on, againstVersion: 0, side: "mine", author, at: world.clock.now(), reason: "" },
        ],
        waivers: [
          {
            ...on,
            rule: "unknown-attribute",
            value: "bleu",
            reason: "vu",
            author,
            expires: "2027-01-01",
          },
        ],
      });
      expect([answer.status, answer.conflicts.map((conflict) => conflict.class)]).toEqual([
        "held",
        ["held"],
      ]);
    }));

  it("[V7] waivers and choices in another name, a waiver without reason or end, a day that is none: refused", () =>
    inWorld(async (world, { alix, bela }) => {
      const { person: author } = alix.identity;
      const change = create(world, { code: "A", libelle: "Alpha" });
      const on = { referential: CODES, recordId: change.recordId, attribute: "libelle" } as const;
      const waiver = {
        ...on,
        rule: "length",
        reason: "vu",
        author,
        expires: "2027-01-01",
      } as const;
      const choice = {
        ...on,
        againstVersion: 0,
        side: "mine",
        author: bela.identity.person,
        at: world.clock.now(),
        reason: "",
      } as const;
      for (const [parts, code] of [
        [{ waivers: [{ ...waiver, author: bela.identity.person }] }, "FORBIDDEN"],
        [{ resolutions: [choice] }, "FORBIDDEN"],
        [{ waivers: [{ ...waiver, reason: " " }] }, "BAD_REQUEST"],
        [{ waivers: [{ ...waiver, expires: "zzz" }] }, "BAD_REQUEST"],
        [{ effectiveDate: "2026-02-30" }, "BAD_REQUEST"],
      ] as const)
        expect(await alix.submit([change], parts)).toMatchObject({
          status: "refused",
          fault: { code },
        });
      expect((await alix.submit([change], { waivers: [waiver] })).status).toBe("accepted");
    }));

  it("[S2] a withdrawal names as kept another record than the one it withdraws", () =>
    inWorld(async (world, { alix, camille }) => {
      const one = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [one]);
      const withdrawal: Change = {
        kind: "withdraw",
        referential: CODES,
        recordId: one.recordId,
        baseVersion: 1,
        patch: {},
      };
      expect(await alix.submit([{ ...withdrawal, keptId: one.recordId }])).toMatchObject({
        status: "refused",
        fault: { code: "BAD_REQUEST" },
      });
      const kept = create(world, { code: "B", libelle: "Bêta" });
      await accredit(alix, camille, [kept, { ...withdrawal, keptId: kept.recordId }]);
    }));

  it("[K9] a cursor that this base never gave counts as unknown: a link to a record withdrawn since is held, not refused", () =>
    inWorld(async (world, { alix, camille }) => {
      const target = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [target]);
      await accredit(alix, camille, [
        {
          kind: "withdraw",
          referential: CODES,
          recordId: target.recordId,
          baseVersion: 1,
          patch: {},
        },
      ]);
      alix.trunk = 1_000_000;
      const answer = await alix.submit([
        create(world, { code: "B", libelle: "Bêta", parent: target.recordId }),
      ]);
      expect([answer.status, answer.conflicts.map((conflict) => conflict.case)]).toEqual([
        "held",
        ["link-to-closed"],
      ]);
    }));
}
