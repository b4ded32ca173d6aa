import type { MasterRecord } from "../../shared/record/index.ts";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { CentralProcess } from "./central-process.ts";
import { passwordOf } from "./sign-in.ts";

/** Central's own word, over its HTTP API, for a journey that must not take the screen's. */
export interface CentralVoice {
  /** Every accredited record of a référentiel. */
  records(referential: string): Promise<readonly MasterRecord[]>;
  /** What happened to one record, commit by commit. */
  history(referential: string, id: string): Promise<readonly HistoryEntry[]>;
}

/** Signs in over the API as one of the demonstration's persons. */
export async function askCentral(central: CentralProcess, login: string): Promise<CentralVoice> {
  const get = async (path: string): Promise<never> => {
    const answer = await fetch(`${central.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as never;
  };
  const session = await fetch(`${central.url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password: passwordOf(central, login) }),
  });
  const { accessToken: token } = (await session.json()) as { readonly accessToken: string };

  return {
    records: async (referential) => {
      const all: MasterRecord[] = [];
      let after = "";
      for (;;) {
        const page: { readonly records: readonly MasterRecord[]; readonly next: string | null } =
          await get(`/records/${referential}?limit=5000${after === "" ? "" : `&after=${after}`}`);
        all.push(...page.records);
        if (page.next === null) return all;
        after = page.next;
      }
    },
    history: async (referential, id) => {
      const { history }: { readonly history: readonly HistoryEntry[] } = await get(
        `/records/${referential}/${id}/history`,
      );
      return history;
    },
  };
}
