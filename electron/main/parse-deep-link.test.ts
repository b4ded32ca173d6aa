import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDeepLink, parseDeepLink } from "./parse-deep-link.ts";

const id = "0190d5c4-7a1e-7c3b-9f00-0123456789ab";

describe("parseDeepLink", () => {
  it.each([
    [`intendance://request/${id}`, `/demandes/${id}`],
    [`intendance://request/${id}/`, `/demandes/${id}`],
    [`INTENDANCE://Request/${id.toUpperCase()}`, `/demandes/${id}`],
    [
      `intendance://record/structures-internes/${id}`,
      `/referentiels/structures-internes/fiches/${id}`,
    ],
    ["intendance://inbox", "/a-traiter"],
    ["intendance://inbox/", "/a-traiter"],
  ])("[S-4] %s leads to %s", (link, path) => {
    expect(parseDeepLink(link)).toBe(path);
  });

  it.each([
    "",
    "intendance:",
    "intendance://",
    "intendance:inbox",
    "intendance:///inbox",
    "intendance://inbox//",
    "intendance://inbox?x=1",
    "intendance://inbox#x",
    "intendance://inbox/../qualite",
    "intendance://user:pass@inbox",
    "intendance://inbox:80",
    "intendance://inbox evil",
    "intendance://inbox\n--central=https://evil.example",
    "intendance://request/",
    `intendance://request/${id}/decide`,
    `intendance://request/${id}?approve=1`,
    `intendance://request/${id}#approve`,
    `intendance://request/${id}%20`,
    `intendance://request/%2e%2e/${id}`,
    `intendance://request\\${id}`,
    `intendance://request/${id}" --central=https://evil.example`,
    "intendance://request/javascript:alert(1)",
    `intendance://record/${id}`,
    `intendance://record/../${id}`,
    `intendance://record/__proto__/${id}`,
    `intendance://record/-x/${id}`,
    `intendance://record/${"a".repeat(65)}/${id}`,
    `intendance://record/a/${id}/b`,
    `intendance://request/${"0".repeat(300)}`,
    `https://request/${id}`,
    `javascript:intendance://request/${id}`,
    ` intendance://request/${id}`,
    `xintendance://request/${id}`,
  ])("[S-4] %j leads nowhere", (link) => {
    expect(parseDeepLink(link)).toBeNull();
  });

  it("[S-4] whatever comes, the answer is a path of the application that the contract lets through", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "request",
            "record",
            "inbox",
            "/",
            "..",
            "%2f",
            "a",
            id,
            "?",
            "#",
            "@",
            ":",
            "\\",
            "\0",
            " ",
          ),
        ),
        (parts) => {
          const path = parseDeepLink(`intendance://${parts.join("")}`);

          expect(path ?? "/").toMatch(/^\/[a-z0-9/-]*$/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("knows what means to be a link, so that a bad one is refused aloud", () => {
    expect(["intendance:x", "INTENDANCE://inbox", "intendance", "x.xlsx"].map(isDeepLink)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
