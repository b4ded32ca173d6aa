import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import Type, { type Static } from "typebox";
import {
  feedEntrySchema,
  pushAnswerSchema,
  pushSchema,
  snapshotSchema,
} from "../../shared/contract/central-api.ts";
import { callerOf } from "../app/access.ts";
import type { Central } from "../services/central.ts";

const changesQuery = Type.Object({ after: Type.Integer({ minimum: 0, default: 0 }) });
const hashParams = Type.Object({ hash: Type.String({ pattern: "^[0-9a-f]{64}$" }) });
const security = [{ bearer: [] }];

/** A connection that waits for news is closed after this long: the laptop comes back with the token and the rights of then. */
const LISTENING_MILLISECONDS = 10 * 60_000;
const HEARTBEAT_MILLISECONDS = 20_000;

/** What a laptop's synchronisation speaks: snapshot, feed, blocks, operations, news. */
export function addSyncRoutes(api: FastifyInstance, central: Central): void {
  api.get(
    "/snapshot",
    {
      config: { access: "person" },
      schema: { tags: ["synchronisation"], security, response: { 200: snapshotSchema } },
    },
    async (request) => central.snapshot(callerOf(request)),
  );

  api.get(
    "/changes",
    {
      config: { access: "person" },
      schema: {
        tags: ["synchronisation"],
        security,
        querystring: changesQuery,
        response: { 200: { content: { "application/x-ndjson": { schema: feedEntrySchema } } } },
      },
    },
    async (request, reply) => {
      const { after } = request.query as Static<typeof changesQuery>;
      const lines = central.changeLines(callerOf(request), after)[Symbol.asyncIterator]();
      // The first entry is read before the answer begins, so that a refusal is still an answer and not a cut stream.
      const first = await lines.next();
      return reply
        .type("application/x-ndjson")
        .header("cache-control", "no-store")
        .send(Readable.from(withLineFeeds(first, lines)));
    },
  );

  api.get(
    "/blocks/:hash",
    {
      // Blocks are gzip already: said as an encoding, the browser would inflate them and their bytes would be others.
      compress: false,
      config: { access: "person" },
      schema: { tags: ["synchronisation"], security, params: hashParams },
    },
    async (request, reply) => {
      const bytes = await central.getBlock(
        callerOf(request),
        (request.params as Static<typeof hashParams>).hash,
      );
      return reply
        .type("application/octet-stream")
        .header("cache-control", "private, max-age=31536000, immutable")
        .send(Buffer.from(bytes));
    },
  );
  api.put(
    "/blocks/:hash",
    {
      config: { access: "person" },
      schema: { tags: ["synchronisation"], security, params: hashParams },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      await central.putBlock(
        callerOf(request),
        (request.params as Static<typeof hashParams>).hash,
        body,
      );
      return reply.code(204).send();
    },
  );

  api.post(
    "/operations",
    {
      config: { access: "person" },
      schema: {
        tags: ["synchronisation"],
        security,
        body: pushSchema,
        response: { 200: pushAnswerSchema },
      },
    },
    async (request) => ({
      answers: await central.push(
        callerOf(request),
        (request.body as Static<typeof pushSchema>).operations,
      ),
    }),
  );

  api.get(
    "/events",
    { config: { access: "person" }, schema: { tags: ["synchronisation"], security } },
    async (request, reply) => {
      const { establishment } = callerOf(request);
      // Listening begins before the number is read: what is committed between the two is not missed.
      let seq = 0;
      let tell = (more: number): void => void (seq = more);
      const stop = central.listen(establishment, (more) => tell(more));
      try {
        seq = Math.max(await central.seq(establishment), seq);
      } catch (thrown) {
        stop();
        throw thrown;
      }
      tell = sendEvents(reply, stop);
      tell(seq);
    },
  );
}

async function* withLineFeeds(
  first: IteratorResult<string, unknown>,
  rest: AsyncIterator<string>,
): AsyncGenerator<string> {
  for (let next = first; !next.done; next = await rest.next()) yield `${String(next.value)}\n`;
}

/**
 * Server-sent events: `data: {"seq": n}` at once and whenever the feed has grown.
 * @param stop to call once nobody is there any more
 * @returns the way to send a number
 */
function sendEvents(reply: FastifyReply, stop: () => void): (seq: number) => void {
  reply.hijack();
  const { raw } = reply;
  const headers = Object.fromEntries(
    Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  raw.writeHead(200, {
    ...headers,
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  const heartbeat = setInterval(() => raw.write(": still there\n\n"), HEARTBEAT_MILLISECONDS);
  const end = setTimeout(() => raw.end(), LISTENING_MILLISECONDS);
  const leave = (): void => {
    stop();
    clearInterval(heartbeat);
    clearTimeout(end);
  };
  raw.once("close", leave);
  // Gone while its number was being read: no other end will be told.
  if (raw.destroyed) leave();
  return (seq) => void raw.write(`data: {"seq":${String(seq)}}\n\n`);
}
