import { describe, expect, it } from "vitest";
import { converseOnUpdate } from "./update-conversation.ts";
import type { UpdateState } from "./update-state.ts";

const version = "1.1.0";
const unasked: UpdateState = { kind: "unasked" };
const available: UpdateState = { kind: "available", version };
const ready: UpdateState = { kind: "ready", version };
const current: UpdateState = { kind: "current" };
const failed: UpdateState = { kind: "failed", failure: "update-not-signed" };

/** Goes through the conversation: what each act leads to, what the person answers, what is heard. */
async function converse(
  first: UpdateState,
  acts: readonly UpdateState[],
  answers: readonly boolean[],
): Promise<readonly string[]> {
  const heard: string[] = [];
  const [leads, says] = [[...acts], [...answers]];
  let state = first;
  const act = async (): Promise<void> => {
    heard.push("act");
    state = leads.shift() ?? state;
  };
  await converseOnUpdate(
    { state: () => state, act, check: act },
    {
      agrees: async ({ kind }) => {
        heard.push(`${kind}?`);
        return says.shift() ?? false;
      },
      say: async ({ kind }) => void heard.push(kind),
    },
  );
  return heard;
}

describe("converseOnUpdate", () => {
  it("[S-8] asks before the download and before the installation", async () => {
    expect(await converse(unasked, [available, ready, ready], [true, true])).toEqual([
      "act",
      "available?",
      "act",
      "ready?",
      "act",
    ]);
  });

  it("[S-8] later means later: nothing more is done", async () => {
    expect(await converse(unasked, [available], [false])).toEqual(["act", "available?"]);
    expect(await converse(unasked, [available, ready], [true, false])).toEqual([
      "act",
      "available?",
      "act",
      "ready?",
    ]);
  });

  it("[S-8] what was found earlier is asked about first, never acted on unasked", async () => {
    expect(await converse(available, [], [false])).toEqual(["available?"]);
    expect(await converse(ready, [], [false])).toEqual(["ready?"]);
    expect(await converse(ready, [ready], [true])).toEqual(["ready?", "act"]);
  });

  it("[S-8] a look by a person is always answered", async () => {
    expect(await converse(unasked, [current], [])).toEqual(["act", "current"]);
    expect(await converse(failed, [failed], [])).toEqual(["act", "failed"]);
    expect(await converse(available, [failed], [true])).toEqual(["available?", "act", "failed"]);
  });

  it.each<UpdateState>([
    { kind: "off", why: "no-feed" },
    { kind: "checking" },
    { kind: "downloading", version, percent: 3 },
  ])("[S-8] $kind: there is nothing to do but wait", async (state) => {
    expect(await converse(state, [], [])).toEqual([]);
  });
});
