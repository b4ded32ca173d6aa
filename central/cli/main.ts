import { Command, InvalidArgumentError, Option } from "commander";
import { isIsoDate } from "../../shared/base/index.ts";
import { openStore } from "../store/open-store.ts";
import { addOneAccount, checkPassword, listEveryAccount, readRights } from "./accounts.ts";
import { commandOn, locationOf, withCentral, type Place } from "./configuration.ts";
import { exportRecords, importRecords } from "./exchange.ts";
import { explain } from "./explain.ts";
import { serve, type ServeOptions } from "./serve.ts";

const several = (word: string, before: readonly string[]): readonly string[] => [...before, word];

function readDay(word: string): string {
  if (!isIsoDate(word)) throw new InvalidArgumentError("A day is written yyyy-mm-dd.");
  return word;
}

function readPort(word: string): number {
  if (!/^\d{1,5}$/.test(word) || Number(word) > 65_535)
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return Number(word);
}

const program = new Command("central").description("The central repository of Intendance");

program.addCommand(
  commandOn("serve", "run the server")
    .addOption(new Option("--port <number>", "port").env("PORT").argParser(readPort).default(8080))
    .addOption(
      new Option("--host <address>", "address to listen on").env("HOST").default("127.0.0.1"),
    )
    .addOption(
      new Option("--static <folder>", "bundle of the application to serve").env(
        "INTENDANCE_BUNDLE",
      ),
    )
    .option("--demo", "fill an empty base with the demonstration establishment", false)
    .option("--origin <origin>", "origin of pages that may call the API (repeatable)", several, [])
    .option("--behind-proxy", "believe the proxy about who calls", false)
    .addOption(
      new Option("--log-level <level>", "level of the logs")
        .env("LOG_LEVEL")
        .choices(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
        .default("warn"),
    )
    .action((options: ServeOptions) => serve(options)),
);

program.addCommand(
  commandOn("migrate", "bring the tables to the version of this program").action(
    async (place: Place) => {
      const store = await openStore(locationOf(place));
      await store.close();
      console.log("up to date");
    },
  ),
);

program.addCommand(
  commandOn("import", "import records as one request (update or insert by business key)")
    .argument("<referential>")
    .argument("<file>", "JSON array, or one JSON object by line")
    .requiredOption("--as <login>", "author of the request")
    .option("--approve-as <login>", "who decides at once (repeatable)", several, [])
    .option("--title <text>", "title of the request", "Import")
    .option("--waive <reason>", "waive the errors found, for this reason")
    .action(
      async (
        referential: string,
        file: string,
        options: Place & {
          as: string;
          approveAs: readonly string[];
          title: string;
          waive?: string;
        },
      ) =>
        withCentral(options, (central) =>
          importRecords(central, options.establishment, {
            referential,
            file,
            author: options.as,
            approvers: options.approveAs,
            title: options.title,
            ...(options.waive === undefined ? {} : { waive: options.waive }),
          }),
        ),
    ),
);

program.addCommand(
  commandOn("export", "print the accredited records of a référentiel, one JSON object by line")
    .argument("<referential>")
    .requiredOption("--as <login>", "whose rights to read with")
    .option("--as-at <day>", "only what is valid on this day (yyyy-mm-dd)", readDay)
    .action((referential: string, options: Place & { as: string; asAt?: string }) =>
      withCentral(options, (central) =>
        exportRecords(central, options.establishment, options.as, referential, options.asAt),
      ),
    ),
);

program.addCommand(
  commandOn(
    "validate",
    "judge the accredited records of a référentiel; exits 1 when something is wrong",
  )
    .argument("<referential>")
    .requiredOption("--as <login>", "whose rights to read with")
    .action((referential: string, options: Place & { as: string }) =>
      withCentral(options, async (central) => {
        const { total, findings } = await central.records.findings(
          await central.accounts.byLogin(options.establishment, options.as),
          referential,
        );
        for (const finding of findings) console.log(JSON.stringify(finding));
        const serious = findings.filter(
          (finding) => finding.severity === "erreur" || finding.severity === "fatale",
        ).length;
        console.error(JSON.stringify({ total, serious }));
        if (serious > 0) process.exitCode = 1;
      }),
    ),
);

program.addCommand(
  commandOn("verify", "prove the chain of commits; names the first bad row and exits 1").action(
    (place: Place) =>
      withCentral(place, async (central) => {
        const verification = await central.verify(place.establishment);
        console.log(JSON.stringify(verification));
        if (!verification.ok) process.exitCode = 1;
      }),
  ),
);

const account = program.command("account").description("local accounts");
account.addCommand(
  commandOn(
    "add",
    "make an account; its password is printed once unless INTENDANCE_PASSWORD gives it",
  )
    .argument("<login>")
    .argument("<name>")
    .argument("[rights...]", "role, or référentiel=role+role")
    .action((login: string, name: string, rights: readonly string[], place: Place) =>
      withCentral(place, (central) =>
        addOneAccount(
          central,
          place.establishment,
          login,
          name,
          rights,
          process.env["INTENDANCE_PASSWORD"],
        ),
      ),
    ),
);
account.addCommand(
  commandOn("list", "every account").action((place: Place) =>
    withCentral(place, (central) => listEveryAccount(central, place.establishment)),
  ),
);
account.addCommand(
  commandOn("disable", "close an account and its sessions")
    .argument("<login>")
    .option("--undo", "open it again", false)
    .action((login: string, options: Place & { undo: boolean }) =>
      withCentral(
        options,
        async (central) =>
          void (await central.accounts.change(options.establishment, login, {
            disabled: !options.undo,
          })),
      ),
    ),
);
account.addCommand(
  commandOn("password", "change a password (read from INTENDANCE_PASSWORD)")
    .argument("<login>")
    .action((login: string, place: Place) =>
      withCentral(place, async (central) => {
        const password = checkPassword(process.env["INTENDANCE_PASSWORD"] ?? "");
        await central.accounts.change(place.establishment, login, { password });
      }),
    ),
);
account.addCommand(
  commandOn("grant", "replace the rights of an account")
    .argument("<login>")
    .argument("<rights...>", "role, or référentiel=role+role")
    .action((login: string, rights: readonly string[], place: Place) =>
      withCentral(
        place,
        async (central) =>
          void (await central.accounts.change(place.establishment, login, {
            rights: readRights(rights),
          })),
      ),
    ),
);

try {
  await program.parseAsync();
} catch (thrown) {
  const fault = explain(thrown);
  if (!fault) throw thrown;
  const { code, message, details } = fault;
  console.error(JSON.stringify({ code, message, details }));
  process.exitCode = 1;
}
