import { onHost } from "./host.ts";
import { expect, test } from "./open-shell.ts";
import { countCovered, missingMembers } from "./electron-coverage.ts";

test(`everything of Electron that electron/ uses, the double has ${onHost}`, async ({ folder }) => {
  const { covered, all } = await countCovered();
  console.log(`The double covers ${covered} of the ${all} members of the classes it stands for.`);
  expect(await missingMembers(folder)).toEqual([]);
  // And it would be seen.
  expect(await missingMembers(folder, "App.setBadgeCount")).toEqual([
    expect.stringContaining("Property 'setBadgeCount' does not exist"),
  ]);
});
