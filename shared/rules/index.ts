export type { Finding, RuleId, ValidationStage, Waiver } from './finding.ts'
