import { describe, expect, it } from "vitest";
import { externalAddress } from "./external-address.ts";

describe("externalAddress", () => {
  it("[S-4] lets https through, written in full", () => {
    expect(externalAddress("https://univ.example")).toBe("https://univ.example/");
    expect(externalAddress("https://univ.example:8443/a?b=1#c")).toBe(
      "https://univ.example:8443/a?b=1#c",
    );
  });

  it.each([
    "http://univ.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "smb://x/y",
    "ms-msdt:/id",
    "intendance://inbox",
    "https:univ.example",
    "https://",
    "https://univ.example@evil.example/",
    "https://user:word@univ.example/",
    "https://univ.example\\@evil.example/",
    "https://univ.example/a b",
    "https://univ.example/\n",
    "https://univ.exаmple/",
    " https://univ.example/",
    `https://univ.example/${"a".repeat(2100)}`,
    "",
  ])("[S-4] refuses %j", (url) => {
    expect(externalAddress(url)).toBeNull();
  });
});
