import { describe, expect, it } from "vitest";
import type { PersonId } from "../../../shared/base/index.ts";
import type { Identity } from "../../../shared/ports/index.ts";
import { updateSession } from "./session-state.ts";

const identity: Identity = {
  person: "p1" as PersonId,
  name: "Camille Roy",
  login: "camille",
  establishment: "Université",
  rights: {},
};
const address = "https://central.example.fr";

describe("updateSession", () => {
  it("[SES1] a first sign-in fills the store before the first screen", () => {
    const asked = updateSession({ kind: "starting" }, { type: "signInAsked", address, login: "" });
    const sent = updateSession(asked, { type: "signInSent" });
    const opened = updateSession(sent, { type: "opened", identity, address, ready: false });

    expect([asked, sent, opened, updateSession(opened, { type: "filled" })]).toEqual([
      { kind: "signed-out", address, login: "", busy: false, fault: null },
      { kind: "signed-out", address, login: "", busy: true, fault: null },
      { kind: "filling", identity, address },
      { kind: "ready", identity, address },
    ]);
  });

  it("[SES2] a refused sign-in says why and gives the form back", () => {
    const fault = { code: "SIGN_IN_REFUSED", message: "no", details: {} } as const;
    const sent = { kind: "signed-out", address, login: "c", busy: true, fault: null } as const;

    expect(updateSession(sent, { type: "signInFailed", fault })).toEqual({
      ...sent,
      busy: false,
      fault,
    });
  });

  it("[SES3] a known identity with a filled store starts at once, without network", () => {
    expect(
      updateSession({ kind: "starting" }, { type: "opened", identity, address, ready: true }),
    ).toEqual({
      kind: "ready",
      identity,
      address,
    });
  });

  it("[SES7] a sealed database asks for the password, says when it is wrong, and then opens", () => {
    const fault = { code: "PASSPHRASE_WRONG", message: "no", details: {} } as const;
    const found = updateSession(
      { kind: "starting" },
      { type: "lockFound", address, login: "camille", changed: false },
    );
    const sent = updateSession(found, { type: "unlockSent" });
    const refused = updateSession(sent, { type: "unlockFailed", fault });

    const locked = { kind: "locked", address, login: "camille", changed: false };
    expect([found, sent, refused]).toEqual([
      { ...locked, busy: false, fault: null },
      { ...locked, busy: true, fault: null },
      { ...locked, busy: false, fault },
    ]);
    expect(updateSession(refused, { type: "opened", identity, address, ready: true })).toEqual({
      kind: "ready",
      identity,
      address,
    });
  });
});
