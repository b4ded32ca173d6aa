import { describe, expect, it } from "vitest";
import { readArguments } from "./read-arguments.ts";

describe("readArguments", () => {
  it.each([
    [["electron", ".", "--central=https://a.example"], { link: null, file: null }],
    [["Intendance.exe", "intendance://inbox"], { link: "intendance://inbox", file: null }],
    [
      ["Intendance.exe", "C:\\Documents\\Unités.XLSX"],
      { link: null, file: "C:\\Documents\\Unités.XLSX" },
    ],
    [["intendance", "/home/x/poste.intendance"], { link: null, file: "/home/x/poste.intendance" }],
    [["intendance", "/home/x/programme.sh", "main.js", "."], { link: null, file: null }],
    [["intendance", "--file=/home/x/a.csv", "-x.csv"], { link: null, file: null }],
    // its own executable is never taken for a file
    [["/opt/intendance.csv"], { link: null, file: null }],
  ])("%j", (argv, expected) => {
    const { link, file } = readArguments(argv);

    expect({ link, file }).toEqual(expected);
  });

  it("[S-4] what follows a link or a file is no switch: a link cannot choose the central repository", () => {
    expect(
      readArguments([
        "Intendance.exe",
        "--central=https://ours.example",
        "intendance://inbox",
        "--central=https://evil.example",
        "b.csv",
      ]),
    ).toEqual({
      switches: ["--central=https://ours.example"],
      link: "intendance://inbox",
      file: null,
    });
  });
});
