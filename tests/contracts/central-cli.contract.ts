import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../build/project-folder.ts";
import type { MasterRecord } from "../../shared/record/index.ts";

// The command line as the DSI uses it: real processes on a real folder.
describe("central on the command line", () => {
  let data = "";
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), "intendance-cli-"));
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  const run = (
    ...words: readonly string[]
  ): { readonly status: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        "central/cli/main.ts",
        ...words,
        ...(words.includes("--data") ? [] : ["--data", data]),
      ],
      {
        cwd: projectFolder,
        encoding: "utf8",
        env: { ...process.env, INTENDANCE_PASSWORD: undefined },
      },
    );
    return { status, out: stdout.trimEnd(), err: stderr.trimEnd() };
  };
  const serve = async (): Promise<{
    readonly url: string;
    readonly printed: readonly string[];
    readonly child: ChildProcess;
  }> => {
    const child = spawn(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        "central/cli/main.ts",
        "serve",
        "--demo",
        "--port",
        "0",
        "--data",
        data,
      ],
      {
        cwd: projectFolder,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const printed: string[] = [];
    for await (const line of createInterface({ input: child.stdout! })) {
      if (line.startsWith('{"listening":'))
        return { url: (JSON.parse(line) as { listening: string }).listening, printed, child };
      printed.push(line);
    }
    throw new Error("central stopped before it listened");
  };

  it("[CLI1] serves the demonstration, shows its accounts once, stops in good order", async () => {
    const first = await serve();
    expect(first.printed).toHaveLength(6);
    const [login = "", password = ""] = first.printed[0]!.split(/\s+/);
    const signedIn = await fetch(`${first.url}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login, password }),
    });
    expect(signedIn.status).toBe(200);
    first.child.kill("SIGTERM");
    expect(await once(first.child, "exit")).toEqual([0, null]);

    const second = await serve();
    expect(second.printed).toEqual([]);
    const again = await fetch(`${second.url}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login, password }),
    });
    expect(again.status).toBe(200);
    second.child.kill("SIGINT");
    expect(await once(second.child, "exit")).toEqual([0, null]);
  }, 300_000);

  it("[CLI2] verify proves the chain; migrate finds nothing to do; validate tells what is seriously wrong", () => {
    expect(run("migrate")).toMatchObject({ status: 0 });
    const verified = run("verify");
    expect([verified.status, JSON.parse(verified.out)]).toEqual([
      0,
      {
        ok: true,
        commits: expect.any(Number) as number,
        head: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
    expect(run("validate", "pays", "--as", "lectrice")).toMatchObject({ status: 0 });
    expect(run("validate", "structures-internes", "--as", "lectrice")).toMatchObject({ status: 1 });
  }, 300_000);

  it("[CLI3] export, then import of the same file, changes nothing; an import goes the way of a request", () => {
    const exported = run("export", "pays", "--as", "lectrice");
    const records = exported.out.split("\n").map((line) => JSON.parse(line) as MasterRecord);
    const file = join(data, "pays.ndjson");
    writeFileSync(file, exported.out);
    expect(JSON.parse(run("import", "pays", file, "--as", "intendante").out)).toEqual({
      rows: records.length,
      changes: 0,
    });

    writeFileSync(file, JSON.stringify([{ ...records[0]!.data, libelle: "Autre libellé" }]));
    expect(
      JSON.parse(run("import", "pays", file, "--as", "intendante", "--title", "Correction").out),
    ).toMatchObject({ rows: 1, changes: 1, status: "pending", commit: null });
    writeFileSync(file, JSON.stringify([{ code: "ZZ", libelle: "Pays inventé" }]));
    expect(
      JSON.parse(
        run("import", "pays", file, "--as", "intendante", "--approve-as", "accreditrice").out,
      ),
    ).toMatchObject({ changes: 1, status: "approved", commit: expect.any(Number) as number });
    const all = run("export", "pays", "--as", "lectrice").out;
    expect(all).toContain("Pays inventé");
    const withdrawn = { ...records[0], id: "x", data: { code: "YY", libelle: "x" }, withdrawn: {} };
    writeFileSync(file, `${all}\n${JSON.stringify(withdrawn)}`);
    expect(JSON.parse(run("import", "pays", file, "--as", "intendante").out)).toEqual({
      rows: records.length + 1,
      changes: 0,
    });
  }, 300_000);

  it("[CLI4] accounts: add, list, grant, disable; what is wrong is said with its code", () => {
    const added = run("account", "add", "nina", "Nina", "pays=lecteur+intendant");
    expect([added.status, added.out]).toEqual([0, expect.stringMatching(/^nina {2}\S{16}$/)]);
    expect(run("account", "add", "NINA", "Nina", "lecteur")).toMatchObject({
      status: 1,
      err: expect.stringContaining("BAD_REQUEST") as string,
    });
    expect(run("account", "add", "omar", "Omar", "roi")).toMatchObject({
      status: 1,
      err: expect.stringContaining("not a role: roi") as string,
    });
    expect(run("account", "grant", "nina", "accrediteur").status).toBe(0);
    expect(run("account", "disable", "nina").status).toBe(0);
    expect(
      run("account", "list")
        .out.split("\n")
        .find((line) => line.startsWith("nina")),
    ).toBe("nina\tdisabled\tNina\t*=accrediteur");
    expect(run("export", "pays", "--as", "nina")).toMatchObject({
      status: 1,
      err: expect.stringContaining("FORBIDDEN") as string,
    });
    expect(run("export", "inconnu", "--as", "lectrice")).toMatchObject({
      status: 1,
      err: expect.stringContaining("REFERENTIAL_UNKNOWN") as string,
    });
  }, 300_000);

  it("[CLI6] what is wrong with a word, a file or the base is one line with its code", () => {
    const file = join(data, "rows.json");
    const importOf = (text: string): ReturnType<typeof run> => {
      writeFileSync(file, text);
      return run("import", "pays", file, "--as", "intendante");
    };
    const codeOf = ({ status, err }: ReturnType<typeof run>): unknown => [
      status,
      err.split("\n").length,
      err.startsWith("{") ? (JSON.parse(err) as { code: string }).code : err,
    ];
    expect(codeOf(importOf('{"code": "AA"'))).toEqual([1, 1, "FILE_UNREADABLE"]);
    expect(codeOf(run("import", "pays", join(data, "nowhere"), "--as", "intendante"))).toEqual([
      1,
      1,
      "FILE_UNREADABLE",
    ]);
    expect(JSON.parse(importOf('\uFEFF[{"code":"FR"}]').out)).toEqual({ rows: 1, changes: 0 });
    expect(codeOf(run("export", "pays", "--as", "lectrice", "--as-at", "demain"))).toEqual([
      1,
      1,
      expect.stringContaining("yyyy-mm-dd"),
    ]);
    expect(codeOf(run("serve", "--port", "80000"))).toEqual([
      1,
      1,
      expect.stringContaining("from 0 to 65535"),
    ]);
    expect(codeOf(run("serve", "--port", "0", "--host", "nowhere.invalid"))).toEqual([
      1,
      1,
      "BAD_REQUEST",
    ]);
    expect(codeOf(run("serve", "--port", "0", "--static", join(data, "nowhere")))).toEqual([
      1,
      1,
      "NOT_FOUND",
    ]);
    expect(codeOf(run("account", "password", "lectrice"))).toEqual([1, 1, "BAD_REQUEST"]);
    expect(codeOf(run("account", "grant", "lectrice", "lecteur", "lecteur"))).toEqual([0, 1, ""]);
    const away = "postgres://nobody@127.0.0.1:1/base";
    expect(codeOf(run("migrate", "--database-url", away))).toEqual([1, 1, "CENTRAL_UNREACHABLE"]);
    const other = mkdtempSync(join(tmpdir(), "intendance-damaged-"));
    writeFileSync(join(other, "central.sqlite"), "not a base ".repeat(500));
    expect(codeOf(run("verify", "--data", other))).toEqual([1, 1, "STORE_DAMAGED"]);
    rmSync(other, { recursive: true, force: true });
  }, 300_000);

  it("[CLI5] a base of a later version is refused, not guessed at", async () => {
    const { openStore } = await import("../../central/store/open-store.ts");
    const { sql } = await import("kysely");
    const folder = mkdtempSync(join(tmpdir(), "intendance-later-"));
    const store = await openStore({ kind: "folder", folder });
    await store.write(({ db }) =>
      sql`insert into schema_versions (number, name) values (999, 'later')`.execute(db),
    );
    await store.close();
    await expect(openStore({ kind: "folder", folder })).rejects.toMatchObject({
      code: "STORE_NEWER",
      details: { current: 999 },
    });
    rmSync(folder, { recursive: true, force: true });
  });
});
