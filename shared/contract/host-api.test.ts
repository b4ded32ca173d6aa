import { describe, expect, it } from "vitest";
import { hashOf, type JsonValue } from "../base/index.ts";
import { HOST_API_VERSION, hostApi } from "./host-api.ts";
import { HOST_METHODS } from "./host-methods.ts";

/** One line per version ever shipped. A new shape is a new line, never an edited one. */
const FINGERPRINTS: Readonly<Record<number, string>> = {
  1: "32b483881eb824e51b3b22d50148164653d537b06d1213faa49bea60295fef98",
  2: "ecee126af09c5a9025a65300cfe011ed39606e0cf8570b4d692429a17ad53e97",
  3: "e0caeaa1bc201d6159e60defa1a62a0283a3523f7a833195d7570ac25303e8ef",
};

describe("hostApi", () => {
  it("its schemas change only with its version", () => {
    const schemas = JSON.parse(JSON.stringify(hostApi)) as JsonValue;

    expect(hashOf(schemas)).toBe(FINGERPRINTS[HOST_API_VERSION]);
  });

  it("the preload lets exactly its methods through", () => {
    expect([...HOST_METHODS].sort()).toEqual(Object.keys(hostApi).sort());
  });
});
