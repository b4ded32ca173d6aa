import { describe, expect, it } from "vitest";
import {
  actorOf,
  contentOf,
  contextOf,
  NOW,
  SEEN,
  tell,
  WORKFLOWS,
} from "../../tests/fixtures/workflow-cases.ts";
import { awaitedNames, stepRequest, submitRequest } from "./index.ts";
import type { ChangeRequest, Outcome, RequestEvent, Workflow } from "./index.ts";

// Rules are listed in SPEC.md. Acts, answers and states are written as tests/fixtures/workflow-cases.ts says.
type Story = readonly [
  rule: string,
  name: string,
  circuit: string,
  acts: string,
  answers: string,
  state: string,
];

// prettier-ignore
const STORIES: readonly Story[] = [
["ST1","one approval approves","first","submit | ann approves","ok ok","approved r1 · one=approved · ann+@one"],
["ST1","one rejection rejects","first","submit | ann rejects","ok ok","rejected r1 · one=rejected · ann-@one"],
["ST1","the first to answer decides, the next is told","first","submit | ann approves | bob rejects","ok ok not-pending","approved r1 · one=approved · ann+@one bob-@one!"],
["ST1","every one must approve","all","submit | ann approves | bob approves","ok ok ok","pending r1 · one=open · ann+@one bob+@one"],
["ST1","the last approval approves","all","submit | ann approves | bob approves | cat approves","ok ok ok ok","approved r1 · one=approved · ann+@one bob+@one cat+@one"],
["ST1","one rejection makes it impossible","all","submit | ann approves | bob rejects","ok ok ok","rejected r1 · one=rejected · ann+@one bob-@one"],
["ST1","one of two is not enough","quorum","submit | ann approves","ok ok","pending r1 · one=open · ann+@one"],
["ST1","two of three approve","quorum","submit | ann approves | cat approves","ok ok ok","approved r1 · one=approved · ann+@one cat+@one"],
["ST1","one rejection leaves it possible","quorum","submit | ann rejects","ok ok","pending r1 · one=open · ann-@one"],
["ST1","an approval and a rejection leave it open","quorum","submit | ann rejects | bob approves","ok ok ok","pending r1 · one=open · ann-@one bob+@one"],
["ST1","rejected as soon as approval is impossible (A3)","quorum","submit | ann rejects | bob rejects","ok ok ok","rejected r1 · one=rejected · ann-@one bob-@one"],
["ST1","a late rejection cannot undo two approvals","quorum","submit | ann rejects | bob approves | cat approves","ok ok ok ok","approved r1 · one=approved · ann-@one bob+@one cat+@one"],
["ST2","the second stage opens after the first","chain","submit | ann approves","ok ok","pending r1 · one=approved two=open · ann+@one"],
["ST2","approved when every stage is","chain","submit | ann approves | bob approves | cat approves","ok ok ok ok","approved r1 · one=approved two=approved · ann+@one bob+@two cat+@two"],
["ST2","rejected at the first rejected stage","chain","submit | ann rejects","ok ok","rejected r1 · one=rejected · ann-@one"],
["ST2","rejected at the second stage","chain","submit | ann approves | bob rejects | cat rejects","ok ok ok ok","rejected r1 · one=approved two=rejected · ann+@one bob-@two cat-@two"],
["ST2","nobody votes ahead of the order","chain","submit | bob approves at two","ok stage-not-open","pending r1 · one=open · bob+@two!"],
["ST2","a vote for a stage that was decided is kept as refused","chain","submit | ann approves | bob approves at one","ok ok stage-not-open","pending r1 · one=approved two=open · ann+@one bob+@one!"],
["ST2","a stage that does not exist","chain","submit | ann approves at nine","ok stage-not-open","pending r1 · one=open"],
["SB3","too few for the quorum is refused, never lowered (A4)","quorum","one=ann | submit","deadlock","none"],
["SB3","the author does not fill the quorum","quorum","one=ann,author | submit","deadlock","none"],
["SB3","a deadlock of a later stage is found at submission","chain","two=ann | submit","deadlock","none"],
["SB4","nobody may decide (A5)","first","one= | submit","nobody","none"],
["SB4","nobody but the author (A5, A6)","first","one=author | submit","nobody","none"],
["SB4","nobody is never everybody","all","one= | submit","nobody","none"],
["SB4","nobody at a later stage","chain","two= | submit","nobody","none"],
["SB5","a guard that is satisfied lets in","guarded","submit | ann approves","ok ok","pending r1 · one=approved two=open · ann+@one"],
["SB5","a guard of a later stage refuses at submission","guarded","warn","entry-refused","none"],
["SB5","the same request without warnings goes in","guarded","warn | edit","entry-refused ok","pending r1 · one=open"],
["SB1","only the author submits","first","zoe submits","not-author","none"],
["SB1","only the author edits","first","submit | zoe submits","ok not-author","pending r1 · one=open"],
["SB2","an empty request is refused","first","empty","nothing-to-decide","none"],
["SB6","the pending content again changes nothing","first","submit | again","ok ok","pending r1 · one=open"],
["SB7","an approved request takes no new content","first","submit | ann approves | edit","ok ok request-closed","approved r1 · one=approved · ann+@one"],
["SB7","a rejected request takes no new content","first","submit | ann rejects | edit","ok ok request-closed","rejected r1 · one=rejected · ann-@one"],
["SB7","a cancelled request takes no new content","first","submit | author cancels | edit","ok ok request-closed","cancelled r1 · one=open · 1 comments"],
["SB8","an edit makes votes obsolete, kept (A1)","quorum","submit | ann approves | edit","ok ok ok","pending r2 · one=open · ann+@one°"],
["SB8","who voted before the edit votes again","quorum","submit | ann approves | edit | ann approves | bob approves","ok ok ok ok ok","approved r2 · one=approved · ann+@one° ann+@one bob+@one"],
["SB8","an edit keeps the approved earlier stage (A1)","chain","submit | ann approves | bob approves | edit","ok ok ok ok","pending r2 · one=approved two=open · ann+@one bob+@two°"],
["SB8","a workflow may reset every stage (A1 option)","reset-all","submit | ann approves | bob approves | edit","ok ok ok ok","pending r2 · one=open · ann+@one° bob+@two°"],
["SB8","another référentiel resets every stage","chain","submit | ann approves | bob approves | widen","ok ok ok ok","pending r2 · one=open · ann+@one° bob+@two°"],
["SB8","after the edit the second stage needs its own votes","chain","submit | ann approves | bob approves | edit | cat approves | ann approves","ok ok ok ok ok ok","approved r2 · one=approved two=approved · ann+@one bob+@two° cat+@two ann+@two"],
["DE1","who has no right never had one","first","submit | zoe approves","ok not-eligible","pending r1 · one=open"],
["DE2","the vote of the author does not count (A6)","first","submit | author approves","ok author-cannot-decide","pending r1 · one=open"],
["DE2","nor his rejection","first","submit | author rejects","ok author-cannot-decide","pending r1 · one=open"],
["DE3","a rejection gives its reason (A10)","first","submit | ann rejects silently","ok reason-missing","pending r1 · one=open"],
["DE3","an approval needs none","first","submit | ann approves silently","ok ok","approved r1 · one=approved · ann+@one"],
["DE4","nothing is decided unseen","first","submit | ann approves unseen","ok not-seen","pending r1 · one=open"],
["DE4","nor rejected unseen","first","submit | ann rejects unseen","ok not-seen","pending r1 · one=open"],
["DE4","nor sent back unseen","first","submit | ann returns unseen","ok not-seen","pending r1 · one=open"],
["DE5","the same vote twice counts once","quorum","submit | ann approves | ann approves","ok ok ok","pending r1 · one=open · ann+@one"],
["DE5","another vote of the same person is refused","quorum","submit | ann approves | ann rejects","ok ok already-decided","pending r1 · one=open · ann+@one"],
["DE6","a vote on an old content is kept as obsolete (A13)","quorum","submit | edit | ann approves old","ok ok content-changed","pending r2 · one=open · ann+@one°"],
["DE6","an obsolete vote sent twice is kept once","quorum","submit | edit | ann approves old | ann approves old","ok ok content-changed content-changed","pending r2 · one=open · ann+@one°"],
["DE6","an obsolete vote does not prevent a new one","quorum","submit | edit | ann approves old | ann approves | bob approves","ok ok content-changed ok ok","approved r2 · one=approved · ann+@one° ann+@one bob+@one"],
["DE7","who lost the right is refused with a trace (A8)","quorum","submit | one=bob,cat | ann approves","ok not-eligible","pending r1 · one=open · ann+@one!"],
["DE7","a cast vote stays when the right is lost (A8)","quorum","submit | ann approves | one=bob,cat | bob approves","ok ok ok","approved r1 · one=approved · ann+@one bob+@one"],
["DE7","who came later may decide (A8)","quorum","submit | one=ann,bob,cat,dan | dan approves | ann approves","ok ok ok","approved r1 · one=approved · dan+@one ann+@one"],
["DE8","nothing is decided while sent back","first","submit | ann returns | bob approves","ok ok not-pending","sent-back r1 · one=sent-back · ann<@one bob+@one!"],
["DE8","a vote after the end is kept as refused","first","submit | ann rejects | bob approves","ok ok not-pending","rejected r1 · one=rejected · ann-@one bob+@one!"],
["DE8","a vote after a cancellation is kept as refused","first","submit | author cancels | bob approves","ok ok not-pending","cancelled r1 · one=open · bob+@one! · 1 comments"],
["DE9","sending back is not a rejection (A10)","quorum","submit | ann approves | bob returns","ok ok ok","sent-back r1 · one=sent-back · ann+@one bob<@one"],
["DE9","after a send-back the author edits the same request","quorum","submit | ann approves | bob returns | edit | bob approves | cat approves","ok ok ok ok ok ok","approved r2 · one=approved · ann+@one° bob<@one° bob+@one cat+@one"],
["DE9","the author may answer without an edit","quorum","submit | ann returns | again | ann approves | bob approves","ok ok ok ok ok","approved r2 · one=approved · ann<@one° ann+@one bob+@one"],
["DE9","a send-back from the second stage comes back to it","chain","submit | ann approves | bob returns | edit","ok ok ok ok","pending r2 · one=approved two=open · ann+@one bob<@two°"],
["PO1","a newcomer must approve too","all","submit | ann approves | one=ann,bob,cat,dan | population | bob approves | cat approves","ok ok ok ok ok","pending r1 · one=open · ann+@one bob+@one cat+@one"],
["PO1","who left is no longer waited for","all","submit | ann approves | bob approves | one=ann,bob | population","ok ok ok ok","approved r1 · one=approved · ann+@one bob+@one"],
["PO2","too few left is a deadlock, not a decision (A4)","quorum","submit | one=ann | population","ok ok","pending r1 · one=open · deadlock one 1/2"],
["PO2","the deadlock ends when people come back","quorum","submit | one=ann | population | one=ann,bob | population","ok ok ok","pending r1 · one=open"],
["PO2","leaving never rejects","quorum","submit | ann rejects | one=ann,bob | population","ok ok ok","pending r1 · one=open · ann-@one · deadlock one 2/2"],
["PO2","an approval under a deadlock does not reject","quorum","submit | ann rejects | one=ann,bob | population | bob approves","ok ok ok ok","pending r1 · one=open · ann-@one bob+@one · deadlock one 2/2"],
["PO2","everybody gone is a deadlock, never an approval","first","submit | one= | population","ok ok","pending r1 · one=open · deadlock one 0/1"],
["PO3","nobody left when a stage opens: the declared outcome (A5)","chain","submit | two= | ann approves","ok ok","rejected r1 · one=approved two=rejected · ann+@one"],
["PO3","too few left when a stage opens: deadlock","chain","submit | two=bob | ann approves","ok ok","pending r1 · one=approved two=open · ann+@one · deadlock two 1/2"],
["CV1","an earlier approval counts at the next stage, shown as carried (A7)","carry","submit | ann approves","ok ok","pending r1 · one=approved two=open · ann+@one ann+@two^"],
["CV1","one more approval then suffices","carry","submit | ann approves | bob approves","ok ok ok","approved r1 · one=approved two=approved · ann+@one ann+@two^ bob+@two"],
["CV1","without the option it does not count","chain","submit | ann approves | bob approves","ok ok ok","pending r1 · one=approved two=open · ann+@one bob+@two"],
["CV1","a carried vote may finish a stage at once","carry-first","submit | ann approves","ok ok","pending r1 · one=approved two=approved three=open · ann+@one ann+@two^"],
["CV2","nobody votes twice through a carried vote","carry","submit | ann approves | ann approves","ok ok already-decided","pending r1 · one=approved two=open · ann+@one ann+@two^"],
["CV2","a vote is not carried by who has no right at the stage","carry","two=bob,cat | submit | ann approves","ok ok","pending r1 · one=approved two=open · ann+@one"],
["CV2","a vote on an older content is not carried","carry","submit | ann approves | edit","ok ok ok","pending r2 · one=approved two=open · ann+@one ann+@two°^"],
["CO1","anybody who sees it may comment","first","submit | ann comments | zoe comments c2","ok ok ok","pending r1 · one=open · 2 comments"],
["CO1","the same comment twice is one","first","submit | ann comments | ann comments","ok ok ok","pending r1 · one=open · 1 comments"],
["CO1","an empty comment is refused","first","submit | ann comments nothing","ok comment-empty","pending r1 · one=open"],
["CO2","the author takes it back","first","submit | author cancels","ok ok","cancelled r1 · one=open · 1 comments"],
["CO2","nobody else does","first","submit | ann cancels","ok not-author","pending r1 · one=open"],
["CO2","not once it is decided","first","submit | ann approves | author cancels","ok ok request-closed","approved r1 · one=approved · ann+@one"],
["CO2","taking it back twice is once","first","submit | author cancels | author cancels","ok ok ok","cancelled r1 · one=open · 1 comments"],
["HC1","a hard conflict holds an approved request","first","submit | ann approves | conflict","ok ok ok","conflict r1 · one=approved · ann+@one"],
["HC1","the resolved content is voted again","first","submit | ann approves | conflict | edit | bob approves","ok ok ok ok ok","approved r2 · one=approved · ann+@one° bob+@one"],
["HC1","a request in conflict takes no vote","first","submit | conflict | ann approves","ok ok not-pending","conflict r1 · one=open · ann+@one!"],
["HC2","the commit is recorded once","first","submit | ann approves | commit | commit","ok ok ok not-pending","approved r1 · one=approved · ann+@one · commit 7"],
["HC2","what is committed is never held again","first","submit | ann approves | commit | conflict","ok ok ok request-closed","approved r1 · one=approved · ann+@one · commit 7"],
["HC2","only an approved request becomes a commit","first","submit | commit","ok not-pending","pending r1 · one=open"],
];

describe("the life of a request", () => {
  it.each(
    STORIES.map(
      ([rule, name, circuit, acts, answers, state]) =>
        [`[${rule}] ${circuit}: ${name}`, circuit, acts, answers, state] as const,
    ),
  )("%s", (_title, circuit, acts, answers, state) => {
    const workflow = WORKFLOWS[circuit];

    expect(workflow && tell(workflow, acts)).toEqual({ answers, state });
  });

  it("[PO4] names who may decide, until he has, and those of now after a change of population", () => {
    const workflow = WORKFLOWS["quorum"] as Workflow;
    const first = contextOf({ one: ["ann", "bob", "author"] });
    const submitted = must(
      submitRequest(workflow, null, contentOf(1), actorOf("author"), NOW, first),
    );
    expect(submitted.stages[0]).toMatchObject({ eligible: ["ann", "bob"], names: ["ANN", "BOB"] });
    expect(awaitedNames(submitted)).toEqual(["ANN", "BOB"]);

    const vote: RequestEvent = {
      type: "decide",
      answer: "approve",
      contentHash: submitted.contentHash,
      stage: "one",
      reason: "",
      seen: SEEN,
    };
    const voted = must(stepRequest(workflow, submitted, vote, actorOf("ann"), NOW, first));
    expect(awaitedNames(voted)).toEqual(["BOB"]);

    const later = contextOf({ one: ["ann", "bob", "dan"] });
    const event: RequestEvent = { type: "population-changed" };
    const recounted = must(stepRequest(workflow, voted, event, actorOf("author"), NOW, later));
    expect(awaitedNames(recounted)).toEqual(["BOB", "DAN"]);

    const decided = must(stepRequest(workflow, recounted, vote, actorOf("bob"), NOW, later));
    expect([decided.status, awaitedNames(decided)]).toEqual(["approved", []]);
  });

  it("[PO4] without names, a request says none", () => {
    const { names: _none, ...context } = contextOf({ one: ["ann", "bob"] });
    const request = must(
      submitRequest(
        WORKFLOWS["quorum"] as Workflow,
        null,
        contentOf(1),
        actorOf("author"),
        NOW,
        context,
      ),
    );
    expect([Object.hasOwn(request.stages[0] ?? {}, "names"), awaitedNames(request)]).toEqual([
      false,
      [],
    ]);
  });

  it("holds at least sixty stories", () => {
    expect(STORIES.length).toBeGreaterThanOrEqual(60);
  });
});

function must(outcome: Outcome): ChangeRequest {
  if (!outcome.ok) throw new Error(outcome.error.reason);
  return outcome.value;
}
