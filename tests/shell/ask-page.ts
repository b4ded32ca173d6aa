import type { Shell } from "./open-shell.ts";

/**
 * Evaluates in the window from the main process. Playwright's page is dead once its process crashed, on both hosts; this
 * is not. Null while the page cannot answer.
 */
export async function askPage<Answer>(shell: Shell, expression: string): Promise<Answer | null> {
  return shell.app
    .evaluate(async ({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed()) return null;
      const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), 250));
      return Promise.race([contents.executeJavaScript(code) as Promise<unknown>, silence]);
    }, expression)
    .catch(() => null) as Promise<Answer | null>;
}

/** The words on the screen, the same way. */
export const wordsOnScreen = async (shell: Shell): Promise<string> =>
  (await askPage<string>(shell, "document.body.innerText")) ?? "";

/** Kills the window's process, as a lack of memory would. */
export const crashPage = (shell: Shell): Promise<void> =>
  shell.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );

/** Chooses an entry of the application's menus by its id. */
export const chooseMenu = (shell: Shell, id: string): Promise<void> =>
  shell.app.evaluate(({ Menu }, entry) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(entry);
    if (!item) throw new Error(`no menu entry ${entry}`);
    item.click();
  }, id);
