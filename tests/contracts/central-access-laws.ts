import type { LightMyRequestResponse } from "fastify";
import { expect, it } from "vitest";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import type { Fault } from "../../shared/base/index.ts";
import { codeOf, makeOverHttp, type Tokens } from "./central-over-http.ts";
import { accredit, CODES, create, Laptop, PASSWORD, type World } from "./central-world.ts";

/** Who may enter: rights on every route, sign-in, sessions and what ends them. */
export function accessLaws(makeWorld: (passwords: boolean) => Promise<World>): void {
  const overHttp = makeOverHttp(makeWorld);

  it("[D-4] every route × every caller: refused without a token, with a false, old or ended one, and without the role", () =>
    overHttp(async ({ world, app, call, signIn }) => {
      const old = await signIn("lou");
      world.clock.forward(16 * 60_000);
      const tokens = new Map<string, string>();
      for (const login of Object.keys(world.people))
        tokens.set(login, (await signIn(login)).accessToken);
      const ended = (await signIn("bela")).accessToken;
      await call("DELETE", "session", { token: ended });
      expect(app.routes.length).toBeGreaterThan(18);

      for (const route of app.routes) {
        const path = route.url
          .replace(":hash", "a".repeat(64))
          .replace(":referential", CODES)
          .replace(":login", "lou")
          .replace(":id", world.ids.next());
        if (route.access === "anyone") continue;
        const refused = async (token: string | undefined): Promise<unknown> =>
          codeOf(await call(route.method, path, token === undefined ? {} : { token }));
        expect([route.method, path, await refused(undefined)]).toEqual([
          route.method,
          path,
          [401, "NOT_SIGNED_IN"],
        ]);
        expect([route.method, path, await refused("x".repeat(43))]).toEqual([
          route.method,
          path,
          [401, "NOT_SIGNED_IN"],
        ]);
        expect([route.method, path, await refused(old.accessToken)]).toEqual([
          route.method,
          path,
          [401, "TOKEN_EXPIRED"],
        ]);
        expect([route.method, path, await refused(ended)]).toEqual([
          route.method,
          path,
          [401, "TOKEN_EXPIRED"],
        ]);
        const head = await call("HEAD", path);
        expect([path, head.statusCode]).toEqual([
          path,
          route.method === "GET" ? 401 : expect.any(Number),
        ]);
        for (const [login, token] of tokens) {
          if (route.access !== "administrator" || login === "dominique") continue;
          expect([route.method, path, login, await refused(token)]).toEqual([
            route.method,
            path,
            login,
            [403, "FORBIDDEN"],
          ]);
        }
      }
    }));

  it("[D-4] ids of another établissement, or of a référentiel one does not read, open nothing", () =>
    overHttp(async ({ world, call, signIn }) => {
      const change = create(world, { code: "A", libelle: "Alpha" });
      await accredit(new Laptop(world, "alix"), new Laptop(world, "camille"), [change]);
      const { blocks } = await world.central.snapshot(world.people["alix"]!);
      await world.central.establishments.add("autre", "Une autre");
      await world.central.accounts.add("autre", {
        login: "zoe",
        name: "Zoé",
        password: PASSWORD,
        rights: { "*": ["administrateur"] },
      });
      const zoe = (
        await call("POST", "session", {
          body: { login: "zoe", password: PASSWORD, establishment: "autre" },
        })
      ).json<Tokens>().accessToken;
      const sam = (await signIn("sam")).accessToken;
      const paths = [
        `blocks/${blocks[0]!.hash}`,
        `records/${CODES}/${change.recordId}`,
        `records/${CODES}/${change.recordId}/history`,
        `records/${CODES}/${change.recordId}/references`,
        `findings/${CODES}`,
        `records/${CODES}`,
      ];
      for (const token of [zoe, sam]) {
        for (const path of paths)
          expect([path, (await call("GET", path, { token })).statusCode]).toEqual([
            path,
            expect.toSatisfy((status: number) => status === 403 || status === 404),
          ]);
      }
      expect(
        (await call("GET", "accounts", { token: zoe }))
          .json<{ accounts: { login: string }[] }>()
          .accounts.map((account) => account.login),
      ).toEqual(["zoe"]);
    }));

  it("[O1] a wrong login and a wrong password get one answer; guessing is slowed", () =>
    overHttp(
      async ({ call }) => {
        const guess = async (login: string, password: string): Promise<LightMyRequestResponse> =>
          call("POST", "session", { body: { login, password } });
        const [unknown, wrong] = [
          await guess("personne", PASSWORD),
          await guess("alix", "mauvais"),
        ];
        expect(unknown.body).toBe(wrong.body);
        expect(codeOf(wrong)).toEqual([401, "SIGN_IN_REFUSED"]);
        expect(codeOf(await guess("ALIX ", PASSWORD))).toEqual([200, undefined]);
        expect(codeOf(await guess("alix", "mauvais"))).toEqual([401, "SIGN_IN_REFUSED"]);
        const slowed = await guess("alix", PASSWORD);
        expect(codeOf(slowed)).toEqual([429, "RATE_LIMITED"]);
        expect(Number(slowed.headers["retry-after"])).toBeGreaterThan(0);
        expect(codeOf(await guess("bela", PASSWORD))).toEqual([200, undefined]);
      },
      { signInsByMinute: 3 },
    ));

  it("[O-4] tokens: a quarter of an hour, renewed once; a renewal used twice revokes the family, a lost answer does not", () =>
    overHttp(async ({ world, call, signIn }) => {
      const refresh = (refreshToken: string): Promise<LightMyRequestResponse> =>
        call("POST", "session/refresh", { body: { refreshToken } });
      const me = async (token: string): Promise<unknown> =>
        codeOf(await call("GET", "me", { token }));
      const first = await signIn("alix");
      expect(await me(first.accessToken)).toEqual([200, undefined]);
      world.clock.forward(15 * 60_000);
      expect(await me(first.accessToken)).toEqual([401, "TOKEN_EXPIRED"]);
      const lost = (await refresh(first.refreshToken)).json<Tokens>();
      const second = (await refresh(first.refreshToken)).json<Tokens>();
      expect(await me(lost.accessToken)).toEqual([401, "TOKEN_EXPIRED"]);
      expect(await me(second.accessToken)).toEqual([200, undefined]);
      expect(codeOf(await refresh(first.refreshToken))).toEqual([401, "SIGN_IN_REFUSED"]);
      expect(await me(second.accessToken)).toEqual([401, "TOKEN_EXPIRED"]);
      expect(codeOf(await refresh(second.refreshToken))).toEqual([401, "SIGN_IN_REFUSED"]);

      const late = await signIn("alix");
      world.clock.forward(31 * 86_400_000);
      expect(codeOf(await refresh(late.refreshToken))).toEqual([401, "SIGN_IN_REFUSED"]);
      expect(codeOf(await refresh("x".repeat(43)))).toEqual([401, "SIGN_IN_REFUSED"]);
    }));

  it("[O-4] a token renewed several times at once opens one session, not several", () =>
    overHttp(async ({ world, signIn }) => {
      const { sessions } = world.central;
      const { refreshToken } = await signIn("alix");
      const renewed = await Promise.allSettled(
        Array.from({ length: 6 }, () => sessions.refresh(refreshToken)),
      );
      const opened = renewed.flatMap((outcome) =>
        outcome.status === "fulfilled" ? [outcome.value.accessToken] : [],
      );
      const lives = await Promise.allSettled(opened.map((token) => sessions.identify(token)));
      expect(lives.filter((life) => life.status === "fulfilled")).toHaveLength(1);
    }));

  it("[O3] what ends a session while a request that uses it is under way ends it for good", () =>
    overHttp(
      async ({ world, signIn }) => {
        const { sessions } = world.central;
        for (let turn = 0; turn < 10; turn++) {
          const { accessToken, refreshToken } = await signIn("alix");
          await Promise.allSettled([sessions.identify(accessToken), sessions.end(accessToken)]);
          await expect(sessions.identify(accessToken)).rejects.toMatchObject({
            code: "TOKEN_EXPIRED",
          });
          await expect(sessions.refresh(refreshToken)).rejects.toMatchObject({
            code: "SIGN_IN_REFUSED",
          });
        }
      },
      { signInsByMinute: 20 },
    ));

  it("[O3] an account disabled while its password is being verified is not signed in", () =>
    overHttp(async ({ world }) => {
      const { sessions, accounts } = world.central;
      const [outcome] = await Promise.allSettled([
        sessions.signIn("lou", PASSWORD),
        accounts.change(DEFAULT_ESTABLISHMENT, "lou", { disabled: true }),
      ]);
      // whichever came first: refused, or signed in and ended at once, also for the day the account comes back
      await accounts.change(DEFAULT_ESTABLISHMENT, "lou", { disabled: false });
      const code =
        outcome.status === "rejected"
          ? (outcome.reason as Fault).code
          : await sessions.identify(outcome.value.accessToken).then(
              () => "signed in",
              (thrown: unknown) => (thrown as Fault).code,
            );
      expect(["SIGN_IN_REFUSED", "TOKEN_EXPIRED"]).toContain(code);
    }));

  it("[O3] a disabled account, or a new password, ends the sessions", () =>
    overHttp(async ({ call, signIn }) => {
      const { accessToken: administrator } = await signIn("dominique");
      const { accessToken: token } = await signIn("lou");
      expect(
        (
          await call("PATCH", "accounts/lou", {
            token: administrator,
            body: { password: "un autre mot de passe" },
          })
        ).statusCode,
      ).toBe(200);
      expect((await call("GET", "me", { token })).statusCode).toBe(401);
      const again = await signIn("lou", "un autre mot de passe");
      await call("PATCH", "accounts/lou", { token: administrator, body: { disabled: true } });
      expect((await call("GET", "me", { token: again.accessToken })).statusCode).toBe(401);
      expect(
        (
          await call("POST", "session", {
            body: { login: "lou", password: "un autre mot de passe" },
          })
        ).statusCode,
      ).toBe(401);
      const made = await call("POST", "accounts", {
        token: administrator,
        body: {
          login: "nina",
          name: "Nina",
          password: "encore un mot de passe",
          rights: { [CODES]: ["lecteur"] },
        },
      });
      expect([made.statusCode, made.json<{ login: string }>().login]).toEqual([201, "nina"]);
      expect((await call("GET", "accounts", { token: administrator })).body).not.toContain(
        "scrypt",
      );
    }));
}
