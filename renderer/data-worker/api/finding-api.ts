import type { IsoDate, RecordId, ReferentialId } from "../../../shared/base/index.ts";
import type { Severity } from "../../../shared/model/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import type { RecordData } from "../../../shared/record/index.ts";
import type { Finding, RuleId, ValidationStage } from "../../../shared/rules/index.ts";

export type FindingGroup = {
  readonly severity: Severity;
  readonly rule: RuleId;
  readonly referential: ReferentialId;
  readonly count: number;
};
export type FindingLine = Finding & {
  readonly key: string;
  readonly title: string;
  readonly waived: boolean;
};

/** Running the rules and reading what they found. */
export type FindingApi = {
  /** Runs every rule over one référentiel (null = all that are open to the person); resolves when done; cancellable by `cancel`. */
  validate(
    referential: ReferentialId | null,
    stage: ValidationStage,
    onProgress: OnProgress,
  ): Promise<void>;
  findingGroups(referential: ReferentialId | null): Promise<readonly FindingGroup[]>;
  findingLines(
    group: {
      readonly referential: ReferentialId;
      readonly rule: RuleId;
      readonly severity: Severity;
    },
    from: number,
    to: number,
  ): Promise<readonly FindingLine[]>;
  waive(finding: Finding, reason: string, expires: IsoDate): Promise<void>;
  unwaive(finding: Finding): Promise<void>;
  /** As-you-type check of a form not saved yet. */
  checkDraft(
    referential: ReferentialId,
    id: RecordId | null,
    data: RecordData,
  ): Promise<readonly Finding[]>;
  cancel(): Promise<void>;
};
