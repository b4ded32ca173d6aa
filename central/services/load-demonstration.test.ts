import { expect, it } from "vitest";
import { systemClock, systemIds } from "../cli/ambient.ts";
import { openStore } from "../store/open-store.ts";
import { createCentral, DEFAULT_ESTABLISHMENT, type Central } from "./central.ts";
import { loadDemonstration } from "./load-demonstration.ts";

it("[CLI1] a demonstration interrupted while its passwords are made is taken up again, and shows them", async () => {
  const store = await openStore({ kind: "memory" });
  const parts = { store, clock: systemClock, ids: systemIds };
  const central = createCentral(parts);
  let left = 3;
  const cut: Central = {
    ...central,
    accounts: {
      ...central.accounts,
      change: (...words) =>
        left-- > 0 ? central.accounts.change(...words) : Promise.reject(new Error("cut")),
    },
  };
  await expect(
    loadDemonstration({ ...parts, central: cut }, DEFAULT_ESTABLISHMENT),
  ).rejects.toThrow("cut");

  const passwords = await loadDemonstration({ ...parts, central }, DEFAULT_ESTABLISHMENT);

  const { login, password } = passwords![0]!;
  expect((await central.sessions.signIn(login, password)).identity).toMatchObject({ login });
  expect(await loadDemonstration({ ...parts, central }, DEFAULT_ESTABLISHMENT)).toBeNull();
  await central.close();
});
