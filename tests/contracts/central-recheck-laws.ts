import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { hashOfText, type JsonValue, type ReferentialId } from "../../shared/base/index.ts";
import type { Change } from "../../shared/record/index.ts";
import {
  accredit,
  CODES,
  codesDocument,
  create,
  Laptop,
  makeContent,
  manyCodes,
  update,
  type World,
} from "./central-world.ts";
import { proposeAndApprove } from "../../central/services/propose-and-approve.ts";
import { makeInWorld } from "./in-world.ts";

const before = (change: Change): { readonly before?: JsonValue } => {
  const value = change.patch["libelle"]?.after;
  return value === undefined ? {} : { before: value };
};

/** Whatever a laptop let through is checked again: contents, blocks that are missing, blocks that are hostile (V8). */
export function recheckLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);

  it("[V8] whatever a laptop may have let through is refused again, precisely, and nothing of it is kept", () =>
    inWorld(async (world, { alix, camille }) => {
      const good = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [good]);
      const seq = await world.central.seq(alix.identity.establishment);
      const submit = async (
        login: string,
        changes: Parameters<typeof makeContent>[2],
        parts: Parameters<typeof makeContent>[3] = {},
      ): Promise<unknown> => {
        const laptop = new Laptop(world, login, `device-${world.ids.next()}`);
        const answer = await laptop.submit(changes, parts);
        return [answer.status, answer.fault?.code];
      };
      const other = world.people["bela"]!;

      expect(await submit("alix", [create(world, { code: "B" })])).toEqual([
        "refused",
        "RECORD_INVALID",
      ]);
      expect(
        await submit("alix", [create(world, { code: "B", libelle: "Bêta", couleur: "bleu" })]),
      ).toEqual(["held", undefined]);
      expect(
        await submit("alix", [
          create(world, { code: "B", libelle: "x" }),
          create(world, { code: "B", libelle: "y" }),
        ]),
      ).toEqual(["refused", "RECORD_INVALID"]);
      expect(
        await submit("alix", [create(world, { code: "B", libelle: "x", parent: "key:rien" })]),
      ).toEqual(["refused", "RECORD_INVALID"]);
      expect(
        await submit("alix", [create(world, { code: "B", libelle: "x" })], {
          author: other.person,
        }),
      ).toEqual(["refused", "FORBIDDEN"]);
      expect(
        await submit("alix", [create(world, { code: "B", libelle: "x" })], {
          summary: {
            created: 9,
            updated: 0,
            closed: 0,
            withdrawn: 0,
            byReferential: { [CODES]: 9 },
            hasLegalText: false,
            warnings: 0,
          },
        }),
      ).toEqual(["refused", "BAD_REQUEST"]);
      expect(
        await submit("alix", [create(world, { code: "B", libelle: "x" })], {
          workflow: { id: "accreditation-simple", version: 7 },
        }),
      ).toEqual(["refused", "WORKFLOW_INVALID"]);
      expect(
        await submit("alix", [create(world, { code: "B", libelle: "x" })], {
          workflow: { id: "accreditation-double", version: 1 },
        }),
      ).toEqual(["refused", "WORKFLOW_INVALID"]);
      expect(
        await submit("alix", [create(world, { code: "B", libelle: "x" })], {
          referentials: [CODES, "pays" as ReferentialId],
        }),
      ).toEqual(["refused", "BAD_REQUEST"]);
      expect(
        await submit("alix", [
          create(world, { code: "B", libelle: "x" }),
          update(good.recordId, 1, { libelle: { before: "Alpha", after: "y" } }),
          update(good.recordId, 1, { libelle: { before: "Alpha", after: "z" } }),
        ]),
      ).toEqual(["refused", "BAD_REQUEST"]);
      // Only the held request was kept: its author is told.
      expect(
        (await world.central.requests.list(alix.identity, {})).requests.map(
          (request) => request.status,
        ),
      ).toEqual(["approved", "conflict"]);
      expect(await world.central.seq(alix.identity.establishment)).toBe(seq + 1);
    }));

  it("[N5] a key with half a surrogate pair is kept as it is, on both engines", () =>
    inWorld(async (world, { alix, camille }) => {
      const change = create(world, { code: "K\ud800", libelle: "Alpha" });
      expect(await accredit(alix, camille, [change])).toBe(1);
      const kept = await world.central.records.read(alix.identity, CODES, change.recordId);
      expect(kept.data).toEqual({ code: "K\ud800", libelle: "Alpha" });
    }));

  it("[A4] a person named by a stage who may not read the référentiel is not waited for", () =>
    inWorld(async (world, { alix }) => {
      const { central, people } = world;
      const stage = {
        id: "designee",
        label: { fr: "Décision", en: "Decision" },
        role: "accrediteur",
        persons: [people["sam"]!.person],
        rule: { kind: "first" },
        ifNobody: "reject",
      };
      const label = { fr: "Nommée", en: "Named" };
      const workflow = { id: "nommee", version: 1, label, stages: [stage] };
      const codes = codesDocument(2);
      (codes.document as { "x-referential": { workflow: string } })["x-referential"].workflow =
        workflow.id;
      await central.documents.put(alix.identity.establishment, [
        { kind: "workflow", id: workflow.id, version: 1, document: workflow },
        codes,
      ]);
      const submit = (): ReturnType<typeof alix.submit> =>
        alix.submit([create(world, { code: "A", libelle: "Alpha" })], {
          workflow: { id: workflow.id, version: 1 },
        });
      expect(await submit()).toMatchObject({
        status: "refused",
        fault: { details: { reason: "nobody" } },
      });
      await central.accounts.change(alix.identity.establishment, "sam", {
        rights: { [CODES]: ["lecteur"] },
      });
      expect((await submit()).status).toBe("accepted");
    }));

  it("[V7] an import whose errors are waived passes, however many they are", () =>
    inWorld(async (world, { alix, camille }) => {
      const changes = Array.from({ length: 130 }, (_, index) =>
        create(world, { code: `W${String(index)}` }),
      );
      const request = await proposeAndApprove(world, {
        author: alix.identity,
        approvers: [camille.identity],
        changes,
        title: "Reprise",
        reason: "reprise",
        waive: "libellés à compléter",
      });
      expect([request.commit, request.content.waivers.length]).toEqual([1, 130]);
      const twice = [create(world, { code: "X" }), create(world, { code: "X" })];
      await expect(
        proposeAndApprove(world, {
          author: alix.identity,
          approvers: [],
          changes: twice,
          title: "x",
          reason: "x",
          waive: "x",
        }),
      ).rejects.toMatchObject({ code: "RECORD_INVALID" });
    }));

  it("[HC1] a request that a large commit overtook lists the first conflicts only", () =>
    inWorld(async (world, { alix, bela, camille }) => {
      const codes = manyCodes(world, 1_100);
      await accredit(alix, camille, codes);
      const relabel = (text: string): readonly Change[] =>
        codes.map((code) =>
          update(code.recordId, 1, { libelle: { ...before(code), after: text } }),
        );
      const late = await bela.submit(relabel("Autre"));
      await accredit(alix, camille, relabel("Nouveau"));
      const held = await world.central.requests.read(bela.identity, late.request!.content.id);
      expect([held.status, held.conflicts.length]).toEqual(["conflict", 1_000]);
    }));

  it("[V8] missing blocks make a submission wait, naming them; uploading them lets it pass", () =>
    inWorld(async (world, { alix }) => {
      const { content, blocks } = makeContent(world, alix.identity, [
        create(world, { code: "A", libelle: "Alpha" }),
      ]);
      const operation = alix.operation({ kind: "request.submit", content });
      const [early] = await world.central.push(alix.identity, [operation]);
      expect(early).toMatchObject({
        status: "waiting",
        fault: { code: "BLOCK_MISSING", details: { hashes: [blocks[0]!.hash] } },
      });
      await world.central.putBlock(alix.identity, blocks[0]!.hash, blocks[0]!.bytes);
      const [answer] = await world.central.push(alix.identity, [operation]);
      expect(answer!.status).toBe("accepted");
    }));

  it("[V8] a hostile block gets a precise fault and is not stored", () =>
    inWorld(async (world, { alix }) => {
      const put = async (
        text: string,
        options: {
          readonly hash?: string;
          readonly bytes?: Uint8Array;
          readonly login?: string;
        } = {},
      ): Promise<string | undefined> => {
        const identity = world.people[options.login ?? "alix"]!;
        const hash = options.hash ?? hashOfText(text);
        const code = await world.central
          .putBlock(identity, hash, options.bytes ?? gzipSync(text))
          .then(
            () => "stored",
            (thrown) => (thrown as { code?: string }).code,
          );
        const kept = await world.central.getBlock(identity, hash).then(
          () => "stored",
          (thrown) => (thrown as { code?: string }).code,
        );
        expect(kept).toBe(code === "stored" ? "stored" : "NOT_FOUND");
        return code;
      };
      const change = {
        kind: "create",
        referential: CODES,
        recordId: world.ids.next(),
        baseVersion: 0,
        patch: { code: { after: "A" } },
      };
      const text = JSON.stringify([change]);

      expect(await put(text)).toBe("stored");
      expect(await put(text)).toBe("stored");
      expect(await put(`[${JSON.stringify({ ...change, kind: "withdraw " })}]`)).toBe(
        "BLOCK_CORRUPT",
      );
      expect(await put(text, { hash: "a".repeat(64) })).toBe("BLOCK_CORRUPT");
      expect(await put(`${text} `, { bytes: gzipSync(`${text} `).subarray(0, 20) })).toBe(
        "BLOCK_CORRUPT",
      );
      expect(await put("not json")).toBe("BLOCK_CORRUPT");
      expect(await put("[]")).toBe("BLOCK_CORRUPT");
      expect(
        await put(JSON.stringify([{ ...change, patch: { code: { after: "A\u0000" } } }])),
      ).toBe("BLOCK_CORRUPT");
      // six characters that a person may type are no NUL
      const typed = "le code \\u0000";
      expect(await put(JSON.stringify([{ ...change, patch: { code: { after: typed } } }]))).toBe(
        "stored",
      );
      expect(await put(text.replace('"patch":{', '"patch":{"__proto__":{"after":1},'))).toBe(
        "BLOCK_CORRUPT",
      );
      expect(
        await put(text.replace('"after":"A"', `"after":${"[".repeat(5_000)}${"]".repeat(5_000)}`)),
      ).toBe("BLOCK_CORRUPT");
      expect(await put(JSON.stringify([change, { ...change, referential: "pays" }]))).toBe(
        "BLOCK_CORRUPT",
      );
      expect(
        await put(JSON.stringify([{ ...change, recordId: world.ids.next() }]), { login: "lou" }),
      ).toBe("FORBIDDEN");
      expect(await put(" ".repeat(120 * 1024 * 1024), { hash: "b".repeat(64) })).toBe(
        "BODY_TOO_LARGE",
      );
      expect(
        await put(" ", { hash: "c".repeat(64), bytes: new Uint8Array(17 * 1024 * 1024) }),
      ).toBe("BODY_TOO_LARGE");
      expect(alix.order).toBe(0);
    }));
}
