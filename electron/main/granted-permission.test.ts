import { describe, expect, it } from "vitest";
import { isGranted } from "./granted-permission.ts";

describe("permissions (S-7)", () => {
  it("gives our own page the clipboard to write to, storage that lasts, and the network that central may stand on", () => {
    for (const permission of [
      "clipboard-sanitized-write",
      "local-network",
      "local-network-access",
      "loopback-network",
      "persistent-storage",
    ])
      for (const url of ["app://intendance", "app://intendance/", "app://intendance/qualite"])
        expect([permission, url, isGranted(permission, url)]).toEqual([permission, url, true]);
  });

  it("gives nothing to another page, and nothing else to ours", () => {
    for (const url of ["", "null", "https://intendance/", "app://ailleurs/", "file:///"])
      expect([url, isGranted("loopback-network", url)]).toEqual([url, false]);
    for (const permission of ["media", "geolocation", "clipboard-read", "notifications", "unknown"])
      expect([permission, isGranted(permission, "app://intendance/")]).toEqual([permission, false]);
  });
});
