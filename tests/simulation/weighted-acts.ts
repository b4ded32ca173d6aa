import * as act from "./acts.ts";
import type { Scene } from "./acts.ts";
import type { SimulatedClient } from "./simulated-client.ts";

type Act = readonly [
  name: string,
  perform: (client: SimulatedClient, scene: Scene) => Promise<void>,
];

const times = (count: number, name: string, perform: Act[1]): readonly Act[] =>
  Array.from({ length: count }, () => [name, perform] as const);

/** What happens next, each as often as it is listed. */
export const acts: readonly Act[] = [
  ...times(10, "edits", act.edit),
  ...times(3, "creates", (client, scene) => act.create(client, scene)),
  ...times(4, "links", act.link),
  ...times(2, "closes", act.close),
  ...times(1, "withdraws", act.withdraw),
  ...times(2, "undoes", act.undo),
  ...times(1, "redoes", act.redo),
  ...times(1, "discards", act.discard),
  ...times(6, "submits", act.submitBasket),
  ...times(2, "submits what was prepared", (client, scene) => act.submitPrepared(client, scene)),
  ...times(6, "decides", (client, scene) => act.decide(client, scene)),
  ...times(3, "comments", act.comment),
  ...times(1, "cancels", act.cancel),
  ...times(2, "takes back", act.reopen),
  ...times(2, "resolves", act.resolve),
  ...times(8, "synchronises", (client) => client.synchronise()),
  ...times(1, "compacts", async (client) => {
    await client.attempt("compact", () => client.data.compactWhenIdle());
  }),
];
