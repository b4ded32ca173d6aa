import { parseSync } from "@swc/core";

/** A node of the syntax tree, as far as the rules look at it. */
type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/** One source of the shell, by its path under electron/. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

type Rule = (sources: readonly Read[]) => readonly string[];
interface Read extends Source {
  readonly nodes: readonly Node[];
}

/**
 * Electron's security checklist (its numbers) on the sources of the shell, by their syntax: what must be written is
 * written, what must not be is not. Answers `number: where`, in order. What the program does is tested by S-1 to S-7.
 */
export function checkShell(sources: readonly Source[]): readonly string[] {
  const read = sources.map((source) => ({ ...source, nodes: nodesOf(source) }));
  return Object.entries(RULES)
    .flatMap(([number, rule]) => rule(read).map((where) => `${number}: ${where}`))
    .sort();
}

const WINDOW_OPTIONS: readonly (readonly [number: string, name: string, value: boolean])[] = [
  ["2", "nodeIntegration", false],
  ["3", "contextIsolation", true],
  ["4", "sandbox", true],
  ["6", "webSecurity", true],
  ["11", "webviewTag", false],
];

const NEVER_SET = {
  "2": ["nodeIntegrationInWorker", "nodeIntegrationInSubFrames", "enableRemoteModule"],
  "8": ["allowRunningInsecureContent"],
  "9": ["experimentalFeatures"],
  "10": ["enableBlinkFeatures"],
};

const RULES: Readonly<Record<string, Rule>> = {
  "1 only secure content": inEach(({ nodes }) =>
    nodes.some(
      (node) =>
        node.type === "StringLiteral" &&
        /^http:\/\/(?!127\.0\.0\.1|localhost)/.test(textOf(node["value"])),
    ),
  ),
  "2 to 11 options of windows": (sources) => sources.flatMap(windowFaults),
  "5 permission requests are answered": somewhere("setPermissionRequestHandler"),
  "5 permission checks are answered": somewhere("setPermissionCheckHandler"),
  "7 every app:// answer has its policy": somewhere("securityHeaders"),
  "11 no web view is attached": somewhereSaid("will-attach-webview"),
  "12 certificates are never excused": inEach(
    (source) =>
      calls(source, "setCertificateVerifyProc") || says(source, /^certificate-error$|^ignore-cert/),
  ),
  "13 navigation is limited": somewhereSaid("will-navigate"),
  "13 redirection is limited": somewhereSaid("will-redirect"),
  "14 windows are never opened by a page": somewhere("setWindowOpenHandler"),
  "15 only checked addresses leave": inEach(
    (source) => calls(source, "openExternal") && !mentions(source, "externalAddress"),
  ),
  "16 nothing is run": inEach(
    (source) =>
      calls(source, "eval") ||
      calls(source, "Function") ||
      calls(source, "executeJavaScript") ||
      says(source, /^(node:)?(child_process|vm|worker_threads)$/) ||
      source.nodes.some(
        (node) => node.type === "NewExpression" && nameOf(node["callee"]) === "Function",
      ),
  ),
  "17 the page is heard in one place": inEach(
    (source) =>
      source.nodes.some(
        (node) => node.type === "MemberExpression" && nameOf(node["object"]) === "ipcMain",
      ) && source.path !== "ipc/serve.ts",
  ),
  "18 no file:// page": inEach((source) => calls(source, "loadFile") || says(source, /^file:/)),
  "19 nothing is switched off": inEach((source) =>
    says(
      source,
      /^(no-sandbox|disable-web-security|disable-site-isolation|allow-running-insecure|remote-debugging|js-flags|inspect)/,
    ),
  ),
  "20 the page sees no part of Electron": inEach(
    (source) =>
      calls(source, "exposeInMainWorld") &&
      source.nodes.some(
        (node) =>
          node.type === "KeyValueProperty" &&
          ["ipcRenderer", "shell"].includes(nameOf(node["value"])),
      ),
  ),
};

/** Every web preference of every window, said and right; those that must never be said. */
function windowFaults({ path, nodes }: Read): readonly string[] {
  const faults: string[] = [];
  for (const node of nodes) {
    if (
      node.type === "NewExpression" &&
      /^(BrowserWindow|WebContentsView)$/.test(nameOf(node["callee"]))
    )
      for (const [number, name, value] of WINDOW_OPTIONS)
        if (!nodesUnder(node).some((inner) => isOption(inner, name, value)))
          faults.push(`${path} does not set ${name} to ${value} (${number})`);
    for (const [number, names] of Object.entries(NEVER_SET))
      for (const name of names)
        if (node.type === "KeyValueProperty" && nameOf(node["key"]) === name)
          faults.push(`${path} sets ${name} (${number})`);
  }
  return faults;
}

const isOption = (node: Node, name: string, value: boolean): boolean =>
  node.type === "KeyValueProperty" &&
  nameOf(node["key"]) === name &&
  isNode(node["value"]) &&
  node["value"]["value"] === value;

function inEach(isFault: (source: Read) => boolean): Rule {
  return (sources) => sources.filter(isFault).map(({ path }) => path);
}

function somewhere(call: string): Rule {
  return (sources) =>
    sources.some((source) => calls(source, call)) ? [] : [`nobody calls ${call}`];
}

function somewhereSaid(event: string): Rule {
  return (sources) =>
    sources.some((source) => says(source, new RegExp(`^${event}$`)))
      ? []
      : [`nobody hears ${event}`];
}

const calls = ({ nodes }: Read, name: string): boolean =>
  nodes.some((node) => node.type === "CallExpression" && nameOf(node["callee"]) === name);

const says = ({ nodes }: Read, text: RegExp): boolean =>
  nodes.some((node) => node.type === "StringLiteral" && text.test(textOf(node["value"])));

const mentions = ({ nodes }: Read, name: string): boolean =>
  nodes.some((node) => node.type === "Identifier" && node["value"] === name);

/** `shell.openExternal` and `openExternal` are both openExternal. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "Identifier") return textOf(node["value"]);
  if (node.type === "StringLiteral") return textOf(node["value"]);
  return node.type === "MemberExpression" ? nameOf(node["property"]) : "";
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const isNode = (value: unknown): value is Node =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { type?: unknown }).type === "string";

/** A source is parsed once, however often the shell is weakened elsewhere. */
const parsed = new WeakMap<Source, readonly Node[]>();
function nodesOf(source: Source): readonly Node[] {
  const nodes =
    parsed.get(source) ??
    nodesUnder(parseSync(source.text, { syntax: "typescript", target: "es2024" }));
  parsed.set(source, nodes);
  return nodes;
}

/** Every node of the tree, whatever it hangs on: a call's argument is wrapped in an object without a type. */
function nodesUnder(value: unknown): readonly Node[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(nodesUnder);
  return isNode(value) ? [value, ...inner] : inner;
}
