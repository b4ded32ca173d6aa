import {
  app,
  dialog,
  ipcMain,
  nativeTheme,
  protocol,
  session,
  shell,
  type BrowserWindow,
} from "electron";
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Fault } from "../../shared/base/index.ts";
import { HOST_EVENT } from "../../shared/contract/host-methods.ts";
import { hostHandlers } from "../adapters/host-handlers.ts";
import { wordsIn, type Words } from "../i18n/words.ts";
import { serve } from "../ipc/serve.ts";
import { APP_ORIGIN, APP_SCHEME } from "./app-origin.ts";
import { awaitWrites } from "./await-writes.ts";
import { findCentral, originOfCentral, type CentralSetting } from "./central-address.ts";
import { externalAddress } from "./external-address.ts";
import { isTrustedSender } from "./is-trusted-sender.ts";
import { keepLog } from "./keep-log.ts";
import { keepSetting, readCentral, readSetting, readWishes, type Wishes } from "./keep-settings.ts";
import { menuTemplate, type MenuAct } from "./menu-template.ts";
import { confine, lockSession, openWindow } from "./open-window.ts";
import { makePageLine } from "./page-line.ts";
import { LINK_SCHEME, parseDeepLink } from "./parse-deep-link.ts";
import { makePendingWork } from "./pending-work.ts";
import { readArguments, type Arguments } from "./read-arguments.ts";
import { readOpenedFile } from "./read-opened-file.ts";
import { serveBundle } from "./serve-bundle.ts";
import { offerFieldMenu, showMenu } from "./show-menu.ts";
import { offerUpdates } from "./update-notices.ts";
import { watchPage } from "./watch-page.ts";

/** The desktop shell: one window on the bundle, one door for its wants. Built to dist/electron/main.js. */

const bundle = join(import.meta.dirname, "../renderer");
const preload = join(import.meta.dirname, "preload.cjs");
const profile = app.getPath("userData");
const logPath = join(profile, "logs", "intendance.log");
const centralPath = join(profile, "central.json");
const wishesPath = join(profile, "preferences.json");
const development = !app.isPackaged;
const documentation = externalAddress(process.env["INTENDANCE_HELP"] ?? "");

const log = keepLog(logPath, () => new Date().toISOString());
const pending = makePendingWork();
const leaving = awaitWrites(app, pending);
// Electron knows the locale of its screens only once it is ready; until then, that of the system will do.
let wishes = readWishes(readSetting(wishesPath), Intl.DateTimeFormat().resolvedOptions().locale);
let central: CentralSetting = { address: "", isFixed: true };
let window: BrowserWindow | null = null;
let givingUp = false;
const words = (): Words => wordsIn(wishes.language);
const updates = offerUpdates({ log, words, redraw: () => drawMenu() });
const line = makePageLine((event) => window?.webContents.send(HOST_EVENT, event));

process.on("uncaughtException", (thrown) => void giveUp(thrown));
process.on("unhandledRejection", (thrown) => void giveUp(thrown));

app.enableSandbox();
// What central answers is kept by the local store, sealed where it must be, and nowhere else.
app.commandLine.appendSwitch("disable-http-cache");
protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

/** Two processes must never share one profile: the second hands over what it was asked to open, and leaves. */
if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  const asked = readArguments(process.argv);
  const found = centralOf(asked.switches);
  if (found === null) return;
  central = found;
  log("info", "STARTED");
  app.on("second-instance", (_event, argv, folder) => {
    show();
    open(readArguments(argv), folder);
  });
  app.on("open-url", (event, url) => {
    event.preventDefault();
    show();
    openLink(url);
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    show();
    void openFile(path);
  });
  app.on("web-contents-created", (_event, contents) => {
    confine(contents);
    offerFieldMenu(contents, words);
  });
  app.on("child-process-gone", (_event, { reason }) => log("warn", "PROCESS_GONE", { reason }));
  app.on("window-all-closed", () => app.quit());
  app.on("quit", () => log("info", "STOPPED"));
  open(asked, process.cwd());
  // Development runs Electron itself: only an installed application answers for the links of a machine.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  if (process.platform === "win32") app.setAppUserModelId("fr.intendance.desktop");
  await app.whenReady();

  wishes = readWishes(readSetting(wishesPath), app.getLocale());
  nativeTheme.themeSource = wishes.theme;
  lockSession(session.defaultSession);
  protocol.handle(APP_SCHEME, (request) => serveBundle(request, bundle, [central.address]));
  serve(
    ipcMain,
    hostHandlers({
      central: () => central,
      chooseCentral,
      window: () => window,
      show,
      say: line.say,
      words,
      prefer,
      pending,
    }),
    {
      isTrusted: isTrustedSender,
      logBug: (method, thrown) => log("error", "UNCAUGHT", { method, thrown }),
      logRefusal: (method) => log("warn", "CALL_REFUSED", { method }),
      // Those that wait for a person track their own write.
      track: (method, work) => (WAIT_FOR_A_PERSON.has(method) ? work : pending.track(work)),
    },
  );
  drawMenu();
  await showPage();
}

const WAIT_FOR_A_PERSON: ReadonlySet<string> = new Set(["files.open", "files.save", "page.print"]);

async function showPage(): Promise<void> {
  const opened = openWindow({
    preload,
    statePath: join(profile, "window-state.json"),
    development,
  });
  window = opened;
  opened.once("closed", () => {
    window = null;
  });
  watchPage(opened, { line, log, words, leaving });
  opened.webContents.on("did-navigate", (_event, _url, status) => {
    if (status >= 400) sayUnreadable();
  });
  await opened.loadURL(`${APP_ORIGIN}/`).catch(() => {
    if (!opened.isDestroyed()) sayUnreadable();
  });
}

/** A bundle that is not there, or not whole: nothing would ever show. */
function sayUnreadable(): void {
  log("error", "PAGE_UNLOADED");
  dialog.showErrorBox(words()("bundle.title"), words()("bundle.detail"));
  app.exit(1);
}

function centralOf(switches: readonly string[]): CentralSetting | null {
  try {
    return findCentral(switches, process.env, readCentral(readSetting(centralPath)));
  } catch {
    dialog.showErrorBox(words()("central.title"), words()("central.detail"));
    app.exit(1);
    return null;
  }
}

/** The page's policy names the one central it may call: another one is another page. */
function chooseCentral(typed: string): void {
  const address = originOfCentral(typed);
  if (address === null || central.isFixed)
    throw new Fault("BAD_REQUEST", "not a central repository to work with", {
      isFixed: central.isFixed,
    });
  central = { address, isFixed: false };
  keepSetting(centralPath, { address });
  // Once the page has its answer.
  setImmediate(() => void window?.loadURL(`${APP_ORIGIN}/`).catch(() => sayUnreadable()));
}

function show(): void {
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}

function open({ link, file }: Arguments, folder: string): void {
  if (link !== null) openLink(link);
  if (file !== null) void openFile(resolve(folder, file));
}

function openLink(link: string): void {
  const path = parseDeepLink(link);
  if (path !== null) return line.say({ type: "go", path });
  log("warn", "LINK_REFUSED");
  void refuse(words()("link.title"), words()("link.detail"));
}

async function openFile(path: string): Promise<void> {
  const opened = await readOpenedFile(path);
  if (opened.ok) return line.say(opened.event);
  log("warn", "FILE_REFUSED");
  const say = words();
  await refuse(
    say("opened.title"),
    `${say(`opened.${opened.why}`, { name: basename(path) })}\n\n${say("opened.kept")}`,
  );
}

/** One at a time: whoever sends a hundred bad links makes one box. */
let refusing = false;
async function refuse(title: string, detail: string): Promise<void> {
  if (refusing) return;
  refusing = true;
  await app.whenReady();
  const options = { type: "warning", title, message: title, detail, noLink: true } as const;
  await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
  refusing = false;
}

function prefer(next: Wishes): void {
  if (next.language === wishes.language && next.theme === wishes.theme) return;
  wishes = next;
  keepSetting(wishesPath, wishes);
  nativeTheme.themeSource = wishes.theme;
  drawMenu();
}

function drawMenu(): void {
  const mac = process.platform === "darwin";
  showMenu(
    menuTemplate({
      words: words(),
      mac,
      development,
      documentation: documentation !== null,
      update: updates.entry(),
    }),
    choose,
  );
}

function choose(act: MenuAct): void {
  switch (act.kind) {
    case "say":
      return line.say(act.event);
    case "documentation":
      return void (documentation !== null && shell.openExternal(documentation));
    case "logs": {
      const folder = join(profile, "logs");
      mkdirSync(folder, { recursive: true });
      return void shell.openPath(folder);
    }
    case "update":
      return void updates.choose();
  }
}

/** A bug of this process: noted, what was being written ends, the person is told, and the application leaves. */
async function giveUp(thrown: unknown): Promise<void> {
  if (givingUp) return;
  givingUp = true;
  log("error", "UNCAUGHT", { thrown });
  if (development) console.error(thrown);
  await pending.settled(5_000);
  dialog.showErrorBox(words()("fatal.title"), words()("fatal.detail", { log: logPath }));
  app.exit(1);
}
