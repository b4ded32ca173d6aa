import { expect, test, type Locator, type Page } from "@playwright/test";
import type { GridEdit } from "../../renderer/grid/index.ts";
import { checkAccessibility } from "../e2e/check-accessibility.ts";
import { startGallery, type GalleryServer } from "./gallery-server.ts";

// The presentational pieces alone, over generated rows, in a real browser: axe, keyboard, clipboard.

let gallery: GalleryServer;
test.beforeAll(async () => {
  gallery = await startGallery();
});
test.afterAll(() => gallery.close());
test.use({ viewport: { width: 1280, height: 800 } });

const cellAt = (page: Page, row: number, column: number): Locator =>
  page.locator(`[data-position="${row}"] [data-column="${column}"]`);
const textAt = (page: Page, row: number, column: number): Locator =>
  page.locator(
    `[data-position="${row}"] [data-column="${column}"].plain, [data-position="${row}"] [data-column="${column}"] .text`,
  );
const pressAll = async (page: Page, keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const openGrid = async (page: Page, name = "grid", rows = 1000): Promise<void> => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(gallery.pageAt(name, rows));
  await expect(textAt(page, 1, 0)).toHaveText("EA001001");
};
const readEdits = (page: Page): Promise<readonly GridEdit[]> =>
  page.evaluate(
    () => (window as unknown as { gallery: { table: { edits: GridEdit[] } } }).gallery.table.edits,
  );
const readClipboard = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText());
const writeClipboard = (page: Page, text: string): Promise<void> =>
  page.evaluate((value) => navigator.clipboard.writeText(value), text);

test.describe("accessibility", () => {
  for (const scheme of ["light", "dark"] as const) {
    for (const name of [
      "frame",
      "grid",
      "grid-read",
      "grid-empty",
      "grid-loading",
      "grid-error",
      "grid-wide",
      "tree",
      "pieces",
    ]) {
      test(`${name}, ${scheme}: axe finds nothing`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(gallery.pageAt(name, 1000));
        await expect(page.locator("main").first()).toBeVisible();
        await page.waitForLoadState("networkidle");
        await checkAccessibility(page, name);
      });
    }

    test(`menus, editors and dialogs, ${scheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await openGrid(page);
      await cellAt(page, 9, 3).click();
      await checkAccessibility(page, "note of a cell");
      await pressAll(page, ["ArrowLeft", "Alt+ArrowDown"]);
      await expect(page.getByRole("checkbox").first()).toBeVisible();
      await checkAccessibility(page, "column menu, values");
      await pressAll(page, ["Escape", "ArrowLeft", "Alt+ArrowDown"]);
      await page.getByRole("tab", { name: "Par condition" }).click();
      await checkAccessibility(page, "column menu, condition");
      await pressAll(page, ["Escape", "F2"]);
      await checkAccessibility(page, "text editor");
      await pressAll(page, ["Escape", "ArrowRight", "F2"]);
      await expect(page.getByRole("option").first()).toBeVisible();
      await checkAccessibility(page, "choice editor");
      await pressAll(page, ["Escape"]);
      await page.getByRole("button", { name: "Colonnes" }).click();
      await checkAccessibility(page, "column chooser");
      await pressAll(page, ["Escape"]);
      await cellAt(page, 2, 2).click({ button: "right" });
      await checkAccessibility(page, "cell menu");
      await pressAll(page, ["Escape"]);
      await page.locator('[data-menu="-2"]').click();
      await checkAccessibility(page, "row menu");
      await page.goto(gallery.pageAt("frame"));
      await expect(textAt(page, 1, 0)).toHaveText("EA001001");
      await pressAll(page, ["Control+k"]);
      await expect(page.getByRole("option").first()).toBeVisible();
      await checkAccessibility(page, "palette");
      await pressAll(page, ["Escape", "?"]);
      await checkAccessibility(page, "keyboard help");
      await pressAll(page, ["Escape", "F9"]);
      await checkAccessibility(page, "as-at frame");
      await page.goto(gallery.pageAt("pieces"));
      await page.getByRole("button", { name: "Soumettre 12" }).click();
      await checkAccessibility(page, "confirm dialog");
    });
  }
});

test.describe("grid by keyboard", () => {
  test("copies a range of 3 × 2 as a spreadsheet does", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 4).click();
    await pressAll(page, ["Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Control+c"]);
    await expect
      .poll(() => readClipboard(page))
      .toBe("37\t01/02/1991\r\n74\t01/03/1992\r\n111\t01/04/1993");
    await expect(page.getByText("Sélection : 3 lignes, 6 cellules")).toBeVisible();
    await expect(page.getByText("Somme : 222")).toBeVisible();
  });

  test("pastes a block as one edit, undoes and redoes it", async ({ page }) => {
    await openGrid(page);
    await writeClipboard(page, '"deux\nlignes"\tUMR\r\nDeuxième\tÉquipe d’accueil\r\n');
    await cellAt(page, 1, 1).click();
    await pressAll(page, ["Control+v"]);
    await expect(textAt(page, 2, 1)).toHaveText("Deuxième");
    expect(await readEdits(page)).toEqual([
      {
        gesture: "paste",
        cells: [
          { rowId: "r1", columnId: "label", text: "deux lignes" },
          { rowId: "r1", columnId: "type", text: "UMR" },
          { rowId: "r2", columnId: "label", text: "Deuxième" },
          { rowId: "r2", columnId: "type", text: "EA" },
        ],
        newRows: [],
      },
    ]);
    await pressAll(page, ["Control+z"]);
    await expect(textAt(page, 2, 1)).toHaveText("Institut de droit de Nantes 3");
    await pressAll(page, ["Control+y"]);
    await expect(textAt(page, 2, 1)).toHaveText("Deuxième");
    await expect(cellAt(page, 1, 1)).toBeFocused();
  });

  test("pastes past the window and below the last row", async ({ page }) => {
    await openGrid(page, "grid", 60);
    const lines = Array.from({ length: 70 }, (_, at) => `Ligne ${at}`);
    await writeClipboard(page, lines.join("\r\n"));
    await cellAt(page, 1, 1).click();
    await pressAll(page, ["Control+v"]);
    await expect(page.getByText("71 lignes")).toBeVisible();
    const [edit] = await readEdits(page);
    expect([edit?.cells.length, edit?.newRows.length, edit?.newRows[0]]).toEqual([
      59,
      11,
      { label: "Ligne 59" },
    ]);
  });

  test("types over a cell, commits with Enter and Tab, gives up with Esc", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 1).click();
    await page.keyboard.type("Nouveau nom");
    await pressAll(page, ["Enter"]);
    await expect(textAt(page, 1, 1)).toHaveText("Nouveau nom");
    await expect(cellAt(page, 2, 1)).toBeFocused();
    await cellAt(page, 1, 5).click();
    await page.keyboard.type("31/08/2026");
    await pressAll(page, ["Tab"]);
    await expect(textAt(page, 1, 5)).toHaveText("31/08/2026");
    await expect(cellAt(page, 1, 6)).toBeFocused();
    await pressAll(page, ["ArrowLeft", "F2", "End", "Backspace", "Escape"]);
    await expect(textAt(page, 1, 5)).toHaveText("31/08/2026");
    await expect(cellAt(page, 1, 5)).toBeFocused();
    expect((await readEdits(page)).map(({ gesture, cells }) => [gesture, cells[0]?.text])).toEqual([
      ["type", "Nouveau nom"],
      ["type", "2026-08-31"],
    ]);
  });

  test("[L-2] marks what was typed as a draft once it is kept, and not before; what is refused shows the old value", async ({
    page,
  }) => {
    await openGrid(page);
    await page.evaluate(() => {
      const { promise, resolve } = Promise.withResolvers<void>();
      Object.assign(window, { galleryKeeps: promise, keepEdits: resolve });
    });
    await cellAt(page, 1, 1).click();
    await page.keyboard.type("Nouveau nom");
    await pressAll(page, ["Enter"]);
    await expect(textAt(page, 1, 1)).toHaveText("Nouveau nom");
    await expect(cellAt(page, 1, 1)).toHaveAttribute("aria-busy", "true");
    await expect(cellAt(page, 1, 1)).not.toHaveAttribute("data-state");
    await page.evaluate(() => (window as unknown as { keepEdits: () => void }).keepEdits());
    await expect(cellAt(page, 1, 1)).toHaveAttribute("data-state", "draft");
    await expect(cellAt(page, 1, 1)).not.toHaveAttribute("aria-busy");

    const before = await textAt(page, 2, 1).innerText();
    await page.keyboard.type("refusez");
    await pressAll(page, ["Enter"]);
    await expect(page.getByText("Aucun site ne porte ce code.")).toBeVisible();
    await expect(textAt(page, 2, 1)).toHaveText(before);
    await expect(cellAt(page, 2, 1)).not.toHaveAttribute("data-state");
  });

  test("says nothing under a resting mouse while one types, and explains the cell once it moves", async ({
    page,
  }) => {
    await page.clock.install();
    await openGrid(page);
    const note = page.locator(".MuiPopper-root");
    await cellAt(page, 1, 1).click();
    await page.keyboard.type("Nouveau nom");
    await pressAll(page, ["Enter"]);
    await expect(cellAt(page, 1, 1)).toHaveAttribute("data-state", "draft");
    await expect(cellAt(page, 2, 1)).toBeFocused();
    await page.clock.fastForward(2_000);
    await expect(note).toHaveCount(0);
    const box = await cellAt(page, 1, 1).boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 8);
    await page.clock.fastForward(500);
    await expect(note.getByText("Nouveau nom")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(note.getByText("Nouveau nom")).toHaveCount(0);
  });

  test("writes to the record one types in, even when rows move meanwhile", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 1).click();
    await page.keyboard.type("Nouveau");
    await page.evaluate(() =>
      (
        window as unknown as { gallery: { setSort: (sort: readonly unknown[]) => void } }
      ).gallery.setSort([{ columnId: "staff", direction: "descending" }]),
    );
    await expect(textAt(page, 0, 4)).toHaveText("999");
    await pressAll(page, ["Enter"]);
    await expect
      .poll(() => readEdits(page))
      .toEqual([
        {
          gesture: "type",
          cells: [{ rowId: "r1", columnId: "label", text: "Nouveau" }],
          newRows: [],
        },
      ]);
  });

  test("chooses a reference and an option by typing", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 3).click();
    await page.keyboard.type("pau");
    await expect(page.getByRole("option")).toHaveCount(1);
    await pressAll(page, ["Enter"]);
    await expect(cellAt(page, 2, 3)).toBeFocused();
    await cellAt(page, 1, 2).click();
    await page.keyboard.type("doct");
    await expect(page.getByRole("option")).toHaveCount(1);
    await pressAll(page, ["Enter"]);
    await expect(textAt(page, 1, 2)).toHaveText("École doctorale");
    expect((await readEdits(page)).map(({ cells }) => cells[0])).toEqual([
      { rowId: "r1", columnId: "site", text: "site-4" },
      { rowId: "r1", columnId: "type", text: "ED" },
    ]);
  });

  test("clears, cuts, fills down and toggles, each as one edit", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 1).click();
    await pressAll(page, ["Shift+ArrowDown", "Delete"]);
    await expect(textAt(page, 2, 1)).toHaveText("");
    await cellAt(page, 4, 1).click();
    await pressAll(page, ["Shift+ArrowDown", "Shift+ArrowDown", "Control+d"]);
    await expect(textAt(page, 6, 1)).toHaveText("Institut de informatique de Pau 5");
    await cellAt(page, 1, 7).click();
    await pressAll(page, ["Space"]);
    await expect(textAt(page, 1, 7)).toHaveText("Oui");
    await cellAt(page, 4, 1).click();
    await pressAll(page, ["Control+x"]);
    await expect(textAt(page, 4, 1)).toHaveText("");
    await expect.poll(() => readClipboard(page)).toBe("Institut de informatique de Pau 5");
    expect((await readEdits(page)).map(({ gesture, cells }) => [gesture, cells.length])).toEqual([
      ["clear", 2],
      ["fill", 2],
      ["toggle", 1],
      ["cut", 1],
    ]);
  });

  test("drags the fill handle", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 1).click();
    await page.locator("[data-fill]").hover();
    await page.mouse.down();
    const target = await cellAt(page, 4, 1).boundingBox();
    await page.mouse.move((target?.x ?? 0) + 40, (target?.y ?? 0) + 10, { steps: 4 });
    await page.mouse.up();
    await expect(textAt(page, 4, 1)).toHaveText("Institut de physique de Brest 2");
    const [edit] = await readEdits(page);
    expect([edit?.gesture, edit?.cells.map(({ rowId }) => rowId)]).toEqual([
      "fill",
      ["r2", "r3", "r4"],
    ]);
  });

  test("leaves read-only cells alone", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 10).click();
    await writeClipboard(page, "note\tsource");
    await pressAll(page, ["Control+v"]);
    await expect(textAt(page, 1, 10)).toHaveText("note");
    await expect(textAt(page, 1, 11)).toHaveText("RNSR");
    await expect(page.locator("#announce-polite")).toHaveText(/1 cellule n’a pas pu être écrite/);
  });

  test("moves by the keys of a spreadsheet and keeps the focus in sight", async ({ page }) => {
    await openGrid(page, "grid", 100_000);
    await cellAt(page, 1, 1).click();
    await pressAll(page, ["Control+End"]);
    await expect(cellAt(page, 99_999, 11)).toBeFocused();
    await expect(cellAt(page, 99_999, 11)).toBeInViewport();
    await expect(textAt(page, 99_999, 0)).toHaveText("ED100999");
    await pressAll(page, ["Control+Home"]);
    await expect(cellAt(page, 0, 0)).toBeFocused();
    await pressAll(page, ["PageDown", "ArrowUp", "Home", "End"]);
    await expect(page.locator("[data-active]")).toBeFocused();
    await pressAll(page, ["Control+Home", "ArrowUp", "Enter"]);
    await expect(page.getByRole("dialog", { name: "Colonne Code" })).toBeVisible();
    await pressAll(page, ["Escape"]);
    await expect(page.locator('[role="columnheader"][data-column="0"]')).toBeFocused();
    await pressAll(page, ["ArrowDown", "Enter"]);
    await expect(page.getByTestId("opened")).toHaveText("r0");
  });

  test("keeps the focused row while scrolling far away by wheel", async ({ page }) => {
    await openGrid(page, "grid", 100_000);
    await cellAt(page, 3, 1).click();
    await page.locator('[role="grid"]').evaluate((grid) => grid.scrollTo(0, 900_000));
    await expect(textAt(page, 28_130, 0)).toBeVisible();
    await expect(cellAt(page, 3, 1)).toBeFocused();
    await pressAll(page, ["ArrowDown"]);
    await expect(cellAt(page, 4, 1)).toBeFocused();
    await expect(cellAt(page, 4, 1)).toBeInViewport();
  });

  test("filters by value and by condition, sorts, and says so", async ({ page }) => {
    await openGrid(page, "grid", 1000);
    await cellAt(page, 1, 2).click();
    await pressAll(page, ["Alt+ArrowDown"]);
    await page.getByRole("checkbox", { name: /École doctorale/ }).check();
    await page.getByRole("button", { name: "Filtrer", exact: true }).click();
    await expect(
      page.getByRole("button", { name: /Retirer le filtre « Type : École doctorale »/ }),
    ).toBeVisible();
    await expect(page.getByText(/^1\d\d lignes$/)).toBeVisible();
    await cellAt(page, 0, 1).click();
    await pressAll(page, ["ArrowUp", "Space"]);
    await expect(page.locator('[role="columnheader"][data-column="1"]')).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
    await page.getByRole("button", { name: /Retirer le filtre/ }).click();
    await expect(page.getByText("1 000 lignes")).toBeVisible();
  });

  test("accepts an HTML table without any text form", async ({ page }) => {
    await openGrid(page);
    await cellAt(page, 1, 1).click();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/html", "<table><tr><td>A<br>B</td><td>UMR</td></tr></table>");
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await expect(textAt(page, 1, 1)).toHaveText("A B");
    await expect(textAt(page, 1, 2)).toHaveText("Unité mixte de recherche");
  });

  test("exposes totals, states and findings to assistive technology", async ({ page }) => {
    await openGrid(page, "grid", 100_000);
    const grid = page.getByRole("grid", { name: "Structures internes" });
    await expect(grid).toHaveAttribute("aria-rowcount", "100001");
    await expect(grid).toHaveAttribute("aria-colcount", "13");
    await expect(cellAt(page, 9, 3)).toHaveAccessibleDescription(
      "Conflit. Valeur accréditée : Campus de Nantes. Erreur fatale : Le site a été fermé par une autre demande.",
    );
    await expect(page.locator('[data-position="5"] [role="rowheader"]')).toHaveAccessibleName(
      "6 En attente",
    );
  });

  test("letters reach the page where nothing can be typed", async ({ page }) => {
    await openGrid(page, "grid-read");
    await cellAt(page, 1, 1).click();
    await pressAll(page, ["x", "F2", "Delete"]);
    await expect(page.locator(".editor")).toHaveCount(0);
    expect(await readEdits(page)).toEqual([]);
  });
});

test.describe("tree by keyboard", () => {
  const line = (page: Page, label: string): Locator =>
    page.getByRole("row").filter({ has: page.getByText(label, { exact: true }) });

  test("opens, closes, moves and re-attaches", async ({ page }) => {
    await page.goto(gallery.pageAt("tree"));
    await line(page, "Pôle 1").click();
    await pressAll(page, ["ArrowRight"]);
    await expect(line(page, "Institut 1.1")).toBeVisible();
    await expect(line(page, "Pôle 1")).toHaveAttribute("aria-expanded", "true");
    await pressAll(page, ["ArrowRight"]);
    await expect(line(page, "Institut 1.1")).toBeFocused();
    await expect(line(page, "Institut 1.1")).toHaveAttribute("aria-level", "2");
    await pressAll(page, ["Control+x", "End", "Control+v"]);
    await expect(line(page, "Institut 1.1")).toHaveCount(0);
    await expect(line(page, "Pôle 6")).toBeFocused();
    await pressAll(page, ["ArrowRight", "ArrowUp", "ArrowUp"]);
    await expect(line(page, "Institut 1.1")).toBeVisible();
    await pressAll(page, ["Enter"]);
    await expect(page.getByTestId("opened")).toHaveText("4");
    await pressAll(page, ["Home", "ArrowLeft"]);
    await expect(line(page, "Institut 1.2")).toHaveCount(0);
  });

  test("is re-attached by drag and drop", async ({ page }) => {
    await page.goto(gallery.pageAt("tree"));
    await line(page, "Pôle 2").dragTo(line(page, "Pôle 5"));
    await expect(line(page, "Pôle 2")).toHaveCount(0);
  });
});

test.describe("frame by keyboard", () => {
  test("shortcuts open the palette and the help, and the focus comes back", async ({ page }) => {
    await page.goto(gallery.pageAt("frame"));
    await page.getByRole("button", { name: "Université de Bréhat" }).focus();
    await pressAll(page, ["Control+k"]);
    await page.keyboard.type("phys");
    await expect(page.getByRole("option").first()).toBeVisible();
    await pressAll(page, ["ArrowDown", "Escape"]);
    await expect(page.getByRole("button", { name: "Université de Bréhat" })).toBeFocused();
    await pressAll(page, ["?"]);
    await expect(page.getByRole("dialog", { name: "Raccourcis clavier" })).toBeVisible();
    await pressAll(page, ["Escape", "g", "a"]);
    await expect(page.getByRole("link", { name: "Accueil" })).toHaveAttribute(
      "aria-current",
      "page",
    );
  });

  test("letters typed into an editable grid stay in it", async ({ page }) => {
    await page.goto(gallery.pageAt("frame"));
    await expect(textAt(page, 1, 0)).toHaveText("EA001001");
    await cellAt(page, 1, 1).click();
    await pressAll(page, ["g", "a"]);
    await expect(page.locator(".editor")).toHaveValue("ga");
    await expect(page.getByRole("link", { name: "Structures internes" })).toHaveAttribute(
      "aria-current",
      "page",
    );
  });

  test("the panel is resized by arrows and closed by Esc", async ({ page }) => {
    await page.goto(gallery.pageAt("frame"));
    const separator = page.getByRole("separator");
    const before = Number(await separator.getAttribute("aria-valuenow"));
    await separator.focus();
    await pressAll(page, ["ArrowLeft"]);
    await expect(separator).toHaveAttribute("aria-valuenow", String(before + 24));
    await page.getByRole("button", { name: "Fermer le panneau" }).focus();
    await pressAll(page, ["Escape"]);
    await expect(separator).toHaveCount(0);
  });

  for (const width of [900, 640, 520])
    test(`nothing of the header is cut or covered in a window of ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 600 });
      await page.goto(gallery.pageAt("frame"));
      const header = page.locator("header");
      await expect(header.getByRole("button", { name: /Hors ligne/ })).toBeVisible();
      const pieces = await header.locator("button").evaluateAll((buttons) =>
        buttons.map((button) => {
          const { left, right } = button.getBoundingClientRect();
          const cut = button.scrollHeight > button.clientHeight + 1;
          return { left, right, cut };
        }),
      );
      expect(pieces.filter(({ cut, right }) => cut || right > width)).toEqual([]);
      expect(pieces.filter((piece, at) => piece.left < (pieces[at - 1]?.right ?? 0))).toEqual([]);
    });

  test("a skip link leads to the content", async ({ page }) => {
    await page.goto(gallery.pageAt("frame"));
    await expect(textAt(page, 1, 0)).toHaveText("EA001001");
    await pressAll(page, ["Tab", "Enter"]);
    await expect(page.locator("main")).toBeFocused();
  });
});
