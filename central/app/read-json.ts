import type { FastifyInstance } from "fastify";
import { Fault } from "../../shared/base/index.ts";
import { CENTRAL_CAPS } from "../../shared/contract/central-api.ts";
import { nestingOf } from "../services/nesting.ts";

/** Model documents are the deepest thing anyone sends. */
const MAX_NESTING = 64;

/** How bodies are read: JSON with its nesting bounded and no key that reaches a prototype, blocks as they are. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "string", bodyLimit: CENTRAL_CAPS.bodyBytes },
    (_request, body, done) => {
      const text = String(body);
      if (nestingOf(text) > MAX_NESTING)
        return done(new Fault("BAD_REQUEST", "values are nested too deep", { cap: MAX_NESTING }));
      if (text.includes("\\u0000"))
        return done(new Fault("BAD_REQUEST", "values hold a NUL character"));
      try {
        done(null, JSON.parse(text, refusePrototypes));
      } catch (thrown) {
        done(
          thrown instanceof Fault
            ? thrown
            : new Fault("BAD_REQUEST", "the body is not JSON", {}, { cause: thrown }),
        );
      }
    },
  );
  app.addContentTypeParser(
    "application/octet-stream",
    { parseAs: "buffer", bodyLimit: CENTRAL_CAPS.blockBytes },
    (_request, body, done) => done(null, body),
  );
}

function refusePrototypes(name: string, value: unknown): unknown {
  if (name === "__proto__") throw new Fault("BAD_REQUEST", "a key reaches the prototype");
  return value;
}
