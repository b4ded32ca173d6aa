export { awaitedNames, canDecide, currentStage } from "./can-decide.ts";
export { checkWorkflow } from "./check-workflow.ts";
export { makeCompileSchema } from "./compile-schema.ts";
export type { CompileSchema, SchemaProblem } from "./compile-schema.ts";
export type { WorkflowContext } from "./advance-request.ts";
export type { Outcome, Refusal, RefusalReason } from "./refusal.ts";
export { stepRequest } from "./step-request.ts";
export type { RequestEvent } from "./step-request.ts";
export { prepareRequest, submitRequest } from "./submit-request.ts";
export type { Actor } from "./submit-request.ts";
export {
  changeCount,
  groupOf,
  groupsOf,
  hashContent,
  isClosure,
  seenEnough,
  summaryOf,
} from "./summary.ts";
export type { ChangeGroup } from "./summary.ts";
export type {
  BlockRef,
  ChangeRequest,
  Decision,
  DecisionAnswer,
  DecisionRule,
  RequestComment,
  RequestContent,
  RequestStatus,
  RequestSummary,
  Resolution,
  SeenProof,
  Stage,
  StageState,
  Workflow,
} from "./request.ts";
