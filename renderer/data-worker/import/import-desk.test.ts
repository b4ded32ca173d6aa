import { afterEach, expect, it } from "vitest";
import { CODES, makeWorld } from "../../../tests/contracts/central-world.ts";
import type { World } from "../../../tests/contracts/central-world.ts";
import { directGateway, startLaptop } from "../../../tests/fixtures/make-laptop.ts";
import type { Laptop } from "../../../tests/fixtures/make-laptop.ts";
import type { ImportPlan } from "../../../shared/exchange/import/index.ts";
import type { ReadMessage } from "../../files/parsing-api.ts";

const noProgress = (): void => {};
const PLAN: ImportPlan = {
  referential: CODES,
  mode: "upsert",
  mapping: ["code", "libelle"].map((name, column) => ({ column, header: name, attribute: name })),
  matchOn: [],
  file: "codes.csv",
  sheet: "",
  closeOn: null,
};

let world: World;
afterEach(() => world.close());

/** A steward's laptop with a file of two codes judged, its request not made yet. */
async function judgeTwoCodes(): Promise<{ laptop: Laptop; reportId: string }> {
  world = await makeWorld({ kind: "memory" });
  const identity = world.people["alix"] as never;
  const laptop = await startLaptop({ identity, clock: world.clock, ids: world.ids });
  await laptop.sync(directGateway(world.central, identity));
  const { data } = laptop;
  const importId = await data.importBegin(PLAN);
  const { port1, port2 } = new MessageChannel();
  const reading = data.importRead(importId, port1, noProgress);
  const rows = ["AA.01", "AA.02"].map((code, place) => ({ line: place + 2, cells: [code, code] }));
  const messages: ReadMessage[] = [
    { type: "part", part: { kind: "rows", rows, done: 1, total: 1 } },
    {
      type: "end",
      summary: {
        rowCount: 2,
        blankRowCount: 0,
        commentRowCount: 0,
        merges: [],
        warnings: [],
        warningCount: 0,
      },
    },
  ];
  for (const message of messages) port2.postMessage(message);
  await reading;
  port2.close();
  const { reportId, counts } = await data.importFinish(importId, noProgress);
  expect(counts).toMatchObject({ rows: 2, created: 2, refused: 0 });
  return { laptop, reportId };
}

it("[Y4] what was judged is committed, even when findings were looked for meanwhile", async () => {
  const { laptop, reportId } = await judgeTwoCodes();
  await laptop.data.validate(null, "draft", noProgress);
  const id = await laptop.data.importCommit(reportId, "Deux codes", noProgress);
  expect((await laptop.data.request(id))?.request.content.summary).toMatchObject({ created: 2 });
});

it("[Y4] records that moved since the dry run make it void, and nothing is written", async () => {
  const { laptop, reportId } = await judgeTwoCodes();
  await laptop.data.createRecord(CODES, { code: "AA.01", libelle: "Autre" }, "création");
  await expect(laptop.data.importCommit(reportId, "Deux codes", noProgress)).rejects.toMatchObject({
    code: "CONTENT_CHANGED",
  });
  expect(laptop.work.rows.requests.size).toBe(0);
});

it("[Y4] a référentiel unpacked anew since the dry run makes it void", async () => {
  const { laptop, reportId } = await judgeTwoCodes();
  laptop.work.set.forget();
  await expect(laptop.data.importCommit(reportId, "Deux codes", noProgress)).rejects.toMatchObject({
    code: "CONTENT_CHANGED",
  });
});
