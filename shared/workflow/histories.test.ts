import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actorOf,
  contentOf,
  contextOf,
  NOW,
  SEEN,
  stageOf,
  workflowOf,
} from "../../tests/fixtures/workflow-cases.ts";
import type { PersonId } from "../base/index.ts";
import { canDecide, hashContent, prepareRequest, stepRequest, submitRequest } from "./index.ts";
import type { ChangeRequest, Decision, DecisionRule, Outcome, Workflow } from "./index.ts";
import { neededApprovals, tallyVotes } from "./tally-votes.ts";

const PEOPLE = ["ann", "bob", "cat", "dan", "author"];
const anyRule: fc.Arbitrary<DecisionRule> = fc.oneof(
  fc.constant({ kind: "first" } as const),
  fc.constant({ kind: "all" } as const),
  fc.integer({ min: 1, max: 3 }).map((k) => ({ kind: "quorum", k }) as const),
);
const anyWorkflow = fc
  .tuple(
    fc.array(fc.tuple(anyRule, fc.boolean()), { minLength: 1, maxLength: 3 }),
    fc.constantFrom("current" as const, "all" as const),
  )
  .map(([stages, editResets]) =>
    workflowOf(
      stages.map(([rule, carryVotes], index) => stageOf(`s${String(index)}`, rule, { carryVotes })),
      { editResets },
    ),
  );
const anyPopulation = fc.record({
  s0: fc.subarray(PEOPLE),
  s1: fc.subarray(PEOPLE),
  s2: fc.subarray(PEOPLE),
});
const anyAct = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant("decide" as const),
      person: fc.constantFrom(...PEOPLE),
      answer: fc.constantFrom(
        "approve" as const,
        "approve" as const,
        "reject" as const,
        "send-back" as const,
      ),
      stage: fc.constantFrom("current", "s0", "s1", "s2"),
      edition: fc.integer({ min: 0, max: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("submit" as const),
      edition: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant("population" as const), population: anyPopulation }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("cancel" as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("conflict" as const) }) },
);
const anyHistory = fc.array(anyAct, { minLength: 1, maxLength: 40 });

type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

/** Plays a history and calls back at each outcome that changed or refused something. */
function play(
  workflow: Workflow,
  history: readonly Act[],
  look: (before: ChangeRequest | null, outcome: Outcome) => void,
): ChangeRequest | null {
  let request: ChangeRequest | null = null;
  let population: { readonly [stage: string]: readonly string[] } = {
    s0: PEOPLE,
    s1: PEOPLE,
    s2: PEOPLE,
  };
  for (const act of [{ act: "submit" as const, edition: 0 }, ...history]) {
    if (act.act === "population") population = act.population;
    const context = contextOf(population);
    if (act.act !== "submit" && !request) return null;
    const outcome: Outcome =
      act.act === "submit" || !request
        ? submitRequest(
            workflow,
            request,
            contentOf(act.act === "submit" ? act.edition : 0),
            actorOf("author"),
            NOW,
            context,
          )
        : stepRequest(
            workflow,
            request,
            eventOf(act, request),
            actorOf(act.act === "decide" ? act.person : "author"),
            NOW,
            context,
          );
    look(request, outcome);
    request = outcome.ok ? outcome.value : (outcome.error.kept ?? request);
  }
  return request;
}

function eventOf(
  act: Exclude<Act, { readonly act: "submit" }>,
  request: ChangeRequest,
): Parameters<typeof stepRequest>[2] {
  switch (act.act) {
    case "decide":
      return {
        type: "decide",
        contentHash: act.edition === 0 ? request.contentHash : hashContent(contentOf(0)),
        stage: act.stage === "current" ? (request.stages.at(-1)?.stage ?? "s0") : act.stage,
        answer: act.answer,
        reason: "because",
        seen: SEEN,
      };
    case "population":
      return { type: "population-changed" };
    case "cancel":
      return { type: "cancel", reason: "" };
    case "conflict":
      return { type: "conflict-found", conflicts: [] };
  }
}

/** Persons whose approval of this very content counts at the stage, the author left out. */
const approvers = (request: ChangeRequest, stage: string): readonly PersonId[] => [
  ...new Set(
    request.decisions
      .filter(
        (vote) =>
          vote.stage === stage &&
          vote.status === "counted" &&
          vote.answer === "approve" &&
          vote.contentHash === request.contentHash &&
          vote.person !== request.content.author,
      )
      .map((vote) => vote.person),
  ),
];

const spoken = (vote: Decision): string =>
  [vote.person, vote.stage, vote.contentHash, vote.answer, vote.carriedFrom ?? ""].join();

describe("random histories", () => {
  it("[RH1] no stage is ever approved without the votes its rule requires, nor a request without every stage", () => {
    fc.assert(
      fc.property(anyWorkflow, anyHistory, (workflow, history) => {
        const end = play(workflow, history, (before, outcome) => {
          const after = outcome.ok ? outcome.value : outcome.error.kept;
          if (!after) return;
          after.stages.forEach((state, index) => {
            const stage = workflow.stages[index];
            const newly =
              state.outcome === "approved" &&
              (before?.stages[index]?.outcome !== "approved" ||
                before.contentHash !== after.contentHash);
            // A stage kept across an edit stands on the votes of its own edition (A1).
            const kept =
              before !== null &&
              before.contentHash !== after.contentHash &&
              before.stages[index]?.outcome === "approved";
            const enough =
              stage &&
              approvers(after, state.stage).length >=
                neededApprovals(stage.rule, stage.rule.kind === "all" ? state.eligible.length : 0);
            expect(newly && !kept ? enough : true).toBe(true);
          });
        });
        expect(end?.status === "approved" ? end.stages.map((state) => state.outcome) : []).toEqual(
          end?.status === "approved" ? workflow.stages.map(() => "approved") : [],
        );
      }),
      { numRuns: 500 },
    );
  });

  it("[RH2] one person has one counted vote per stage and content, the author none", () => {
    fc.assert(
      fc.property(anyWorkflow, anyHistory, (workflow, history) => {
        const end = play(workflow, history, () => undefined);
        const counted = (end?.decisions ?? [])
          .filter((vote) => vote.status === "counted")
          .map((vote) => [vote.person, vote.stage, vote.contentHash].join());
        expect(new Set(counted).size).toBe(counted.length);
        expect(counted.filter((vote) => vote.startsWith("author"))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("[RH3] nothing said is ever dropped: decisions only gain a mark", () => {
    fc.assert(
      fc.property(anyWorkflow, anyHistory, (workflow, history) => {
        play(workflow, history, (before, outcome) => {
          const after = outcome.ok ? outcome.value : outcome.error.kept;
          expect(
            (after ?? before)?.decisions.slice(0, before?.decisions.length).map(spoken),
          ).toEqual(before?.decisions.map(spoken) ?? []);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("[RH4] canDecide says yes exactly where a vote is then counted", () => {
    fc.assert(
      fc.property(
        anyWorkflow,
        anyHistory,
        fc.constantFrom(...PEOPLE),
        (workflow, history, person) => {
          const request = play(
            workflow,
            history.filter((act) => act.act !== "population"),
            () => undefined,
          );
          if (!request) return;
          const stage = request.stages.at(-1)?.stage ?? "";
          const step = stepRequest(
            workflow,
            request,
            {
              type: "decide",
              contentHash: request.contentHash,
              stage,
              answer: "approve",
              reason: "a new word",
              seen: SEEN,
            },
            actorOf(person),
            NOW,
            contextOf({ s0: PEOPLE, s1: PEOPLE, s2: PEOPLE }),
          );
          expect(canDecide(request, person as PersonId)).toBe(step.ok);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("tally", () => {
  it("[V1] the set of votes decides, not their order, for all and for quorum", () => {
    const anyVotes = fc.uniqueArray(
      fc.tuple(fc.constantFrom("ann", "bob", "cat", "dan"), fc.constantFrom("approve", "reject")),
      { selector: ([person]) => person, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom<DecisionRule>(
          { kind: "all" },
          { kind: "quorum", k: 1 },
          { kind: "quorum", k: 2 },
          { kind: "quorum", k: 3 },
        ),
        anyVotes,
        fc.integer(),
        (rule, votes, turn) => {
          const cast = votes.map(([person, answer]) => ({ person, answer }) as unknown as Decision);
          const eligible = ["ann", "bob", "cat", "dan"] as PersonId[];
          const shift = cast.length === 0 ? 0 : Math.abs(turn) % cast.length;
          expect(
            tallyVotes(rule, eligible, [...cast.slice(shift), ...cast.slice(0, shift)].reverse()),
          ).toBe(tallyVotes(rule, eligible, cast));
        },
      ),
    );
  });
});

describe("preparation", () => {
  it("[PR1] a request in preparation has no stage, no decision and is decided by nobody", () => {
    const request = prepareRequest(contentOf(1), "author");

    expect(request).toEqual({
      content: contentOf(1),
      contentHash: hashContent(contentOf(1)),
      authorName: "author",
      revision: 0,
      status: "preparation",
      stages: [],
      decisions: [],
      comments: [],
      submittedAt: null,
      closedAt: null,
      commit: null,
      conflicts: [],
    });
    expect(canDecide(request, "ann" as PersonId)).toBe(false);
  });

  it("[PR1] submitting what was prepared is the first revision", () => {
    const outcome = submitRequest(
      workflowOf([stageOf("one", { kind: "first" })]),
      prepareRequest(contentOf(1), "author"),
      contentOf(1),
      actorOf("author"),
      NOW,
      contextOf({ one: ["ann"] }),
    );

    expect(
      outcome.ok && {
        revision: outcome.value.revision,
        stages: outcome.value.stages,
        submittedAt: outcome.value.submittedAt,
      },
    ).toEqual({
      revision: 1,
      stages: [{ stage: "one", eligible: ["ann"], names: ["ANN"], openedAt: NOW, outcome: "open" }],
      submittedAt: NOW,
    });
  });

  it("[WF1] a request that follows another workflow, or belongs to another id, is refused", () => {
    const workflow = workflowOf([stageOf("one", { kind: "first" })]);
    const context = contextOf({ one: ["ann"] });
    const submitted = submitRequest(workflow, null, contentOf(1), actorOf("author"), NOW, context);
    const request = submitted.ok ? submitted.value : prepareRequest(contentOf(1), "author");
    const reasons = [
      submitRequest(
        { ...workflow, version: 2 },
        null,
        contentOf(1),
        actorOf("author"),
        NOW,
        context,
      ),
      submitRequest(
        workflow,
        request,
        contentOf(2, { id: "other" as ChangeRequest["content"]["id"] }),
        actorOf("author"),
        NOW,
        context,
      ),
      stepRequest(
        { ...workflow, id: "other" },
        request,
        { type: "population-changed" },
        actorOf("central"),
        NOW,
        context,
      ),
    ].map((outcome) => (outcome.ok ? "ok" : outcome.error.reason));

    expect(reasons).toEqual(["workflow-mismatch", "other-request", "workflow-mismatch"]);
  });
});
