import { describe, expect, it } from "vitest";
import type { HostNews } from "../../shared/ports/index.ts";
import { isOwnPath, makeNewsDesk } from "./host-news.ts";
import { screenOf, useOpenedFile } from "./opened-file.ts";

const go: HostNews = { type: "go", path: "/a-traiter" };
const file: HostNews = { type: "open-file", name: "a.csv", bytes: new Uint8Array(1) };
const about: HostNews = { type: "command", command: "about" };
const undo: HostNews = { type: "command", command: "undo" };

describe("makeNewsDesk", () => {
  it("[S-10] links, files and the word of a recovery wait for the screens; gestures of a menu do not", () => {
    const told: HostNews[] = [];
    const desk = makeNewsDesk(() => false);
    for (const news of [go, undo, file, { type: "recovered" } as const]) desk.hear(news);

    const stop = desk.read((news) => told.push(news));
    desk.hear(undo);
    stop();
    desk.hear(undo);
    desk.hear(go);

    expect(told).toEqual([go, file, { type: "recovered" }, undo]);
    desk.read((news) => told.push(news));
    expect(told.at(-1)).toBe(go);
  });

  it("what is for every moment is followed at once, and by nobody else", () => {
    const [always, told]: [HostNews[], HostNews[]] = [[], []];
    const desk = makeNewsDesk((news) => news === about && always.push(news) > 0);
    desk.hear(about);
    desk.read((news) => told.push(news));
    desk.hear(about);

    expect({ always, told }).toEqual({ always: [about, about], told: [] });
  });
});

describe("an opened file", () => {
  it("is taken once, by the screen that knows it", () => {
    const opened = { name: "Unités.XLSX", bytes: new Uint8Array(1) };
    useOpenedFile.getState().hold(opened);

    expect([useOpenedFile.getState().take(), useOpenedFile.getState().take()]).toEqual([
      opened,
      null,
    ]);
    expect(screenOf(opened)).toBe("/import");
    expect(screenOf({ ...opened, name: "poste.INTENDANCE" })).toBe("/poste");
  });
});

describe("isOwnPath", () => {
  it("[S-4] follows paths of the application only", () => {
    expect(["/", "/a-traiter", "/demandes/0190-1"].filter(isOwnPath)).toHaveLength(3);
    expect(
      [
        "",
        "//evil",
        "//evil.example",
        "https://x",
        "/a?b",
        "/a#b",
        "/../a",
        "/%2e",
        "a",
        "/a\\b",
      ].filter(isOwnPath),
    ).toEqual([]);
  });
});
