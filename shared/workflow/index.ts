export type {
  BlockRef, ChangeRequest, Decision, DecisionAnswer, DecisionRule, RequestComment, RequestContent, RequestStatus, RequestSummary,
  Resolution, SeenProof, Stage, StageState, Workflow,
} from './request.ts'
