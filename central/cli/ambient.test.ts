import { describe, expect, it } from "vitest";
import { isUuidV7 } from "../../shared/base/index.ts";
import { systemIds } from "./ambient.ts";

describe("systemIds", () => {
  it("[R1] never gives an id twice, and later ids sort later", () => {
    const ids = Array.from({ length: 20_000 }, () => systemIds.next());
    expect(ids.every(isUuidV7)).toBe(true);
    expect([...new Set(ids)].sort()).toEqual(ids);
  });
});
