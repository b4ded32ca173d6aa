import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isPartialDate } from "../../shared/base/index.ts";
import { checkReferential } from "../../shared/model/index.ts";
import {
  createRuleContext,
  createSetIndex,
  loadRecords,
  validateAll,
} from "../../shared/rules/index.ts";
import { sideBySide } from "./measure.ts";
import { benchDocument, makeRecords } from "./records.ts";

/**
 * Validation of records of the bench against bare compiled Ajv on the same schema and records (aim: at most twice). Ours
 * counts loading the index from nothing, shape, identifiers, uniqueness, references, periods and cycles.
 * @returns milliseconds of each run, by name, and how many findings ours made
 */
export async function benchValidation(
  count: number,
  runs: number,
): Promise<{ readonly times: Record<string, number[]>; readonly findings: number }> {
  const checked = checkReferential(benchDocument);
  if (!checked.ok) throw new Error(`the bench's model: ${JSON.stringify(checked.error)}`);
  const referential = checked.value;
  const records = makeRecords(count);
  const bare = new Ajv2020({ strict: true });
  for (const name of ["date", "email", "uri"] as const) bare.addFormat(name, fullFormats[name]);
  bare.addFormat("partial-date", { type: "string", validate: isPartialDate });
  const validate = bare.compile(referential.schema);
  const { shapes } = createRuleContext([referential]);
  let findings = 0;
  const times = await sideBySide(
    {
      bare: () => records.filter((record) => !validate(record.data)).length,
      ours: () => {
        const index = createSetIndex([referential]);
        loadRecords(
          index,
          referential.id,
          records.map((record) => [record.id, record.data] as const),
        );
        findings = 0;
        for (const batch of validateAll({ shapes, index }, referential.id, "submit"))
          findings += batch.findings.length;
      },
    },
    runs,
  );
  return { times, findings };
}
