import { randomBytes } from "node:crypto";
import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import { compileReferential } from "../../shared/model/index.ts";
import type { Clock, Identity, Ids, Role } from "../../shared/ports/index.ts";
import { makeDemonstration, referentialDocuments } from "../../shared/referentials/index.ts";
import type { Change, RecordData } from "../../shared/record/index.ts";
import type { Central } from "./central.ts";
import words from "./demonstration-words.json" with { type: "json" };
import { proposeAndApprove } from "./propose-and-approve.ts";
import { shippedDocuments } from "./shipped-documents.ts";

export type DemonstrationPassword = {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly roles: string;
};

/**
 * Fills an empty establishment with the shipped documents and the demonstration: invented structures, nomenclatures, one account per
 * role. The records go the way of every change (A17): a request by référentiel, accredited by the demonstration's accreditor. The faults
 * that were put in on purpose are waived, fatal ones never. Interrupted, it is taken up again at the next start.
 * @returns the passwords, made now and shown once; null when the establishment is not (or no longer) one to fill
 */
export async function loadDemonstration(
  parts: { readonly central: Central; readonly clock: Clock; readonly ids: Ids },
  establishment: string,
  seed = 1,
): Promise<readonly DemonstrationPassword[] | null> {
  const { central } = parts;
  const demonstration = makeDemonstration(seed);
  const sets = demonstration.records.filter((set) => set.records.length > 0);
  await central.establishments.add(establishment, demonstration.establishment);
  const known = new Set(
    (await central.accounts.list(establishment)).map((account) => account.login),
  );
  const isOurs = [...known].every((login) =>
    demonstration.accounts.some((account) => account.login === login),
  );
  const isEmpty = (await central.documents.list(establishment)).length === 0;
  if (!isEmpty && !isOurs) return null;

  await central.documents.put(establishment, shippedDocuments());
  const people: Identity[] = [];
  for (const { login, name, rights } of demonstration.accounts) {
    people.push(
      known.has(login)
        ? await central.accounts.byLogin(establishment, login)
        : await central.accounts.add(establishment, { login, name, password: null, rights }),
    );
  }
  const author = people.find((person) => isOnly(person, "intendant"));
  const approver = people.find((person) => isOnly(person, "accrediteur"));
  if (!author || !approver)
    throw new Error("the demonstration has nobody to propose or to approve");
  const last = sets.at(-1);
  if (last && (await holdsRecords(central, author, last.referential))) return null;

  const labels = new Map(
    referentialDocuments.map(compileReferential).map(({ id, label }) => [id, label.fr]),
  );
  // Before the last records, whose presence says that all is done: passwords that were never shown are made again.
  const passwords: DemonstrationPassword[] = [];
  for (const { login, name, rights } of demonstration.accounts) {
    const password = readablePassword();
    await central.accounts.change(establishment, login, { password });
    passwords.push({
      login,
      name,
      password,
      roles: [...new Set(Object.values(rights).flat())].join(", "),
    });
  }
  for (const { referential, records } of sets) {
    if (await holdsRecords(central, author, referential)) continue;
    const changes = records.map(({ id, data }) => createRecord(referential, id, data));
    await proposeAndApprove(parts, {
      author,
      approvers: [approver],
      changes,
      title: `${words.title}\u00a0: ${labels.get(referential) ?? referential}`,
      reason: words.reason,
      waive: words.waiver,
    });
  }
  return passwords;
}

/** Four groups of letters and digits that nobody confuses, for a person to copy from a screen (about 80 bits). */
function readablePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const texts = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]);
  return [0, 4, 8, 12].map((from) => texts.slice(from, from + 4).join("")).join("-");
}

const isOnly = (person: Identity, role: Role): boolean =>
  person.rights["*"]?.length === 1 && person.rights["*"][0] === role;

const holdsRecords = async (
  central: Central,
  identity: Identity,
  referential: string,
): Promise<boolean> =>
  (await central.records.list(identity, referential, { limit: 1 })).records.length > 0;

const createRecord = (
  referential: ReferentialId,
  recordId: RecordId,
  data: RecordData,
): Change => ({
  kind: "create",
  referential,
  recordId,
  baseVersion: 0,
  patch: Object.fromEntries(Object.entries(data).map(([name, after]) => [name, { after }])),
});
