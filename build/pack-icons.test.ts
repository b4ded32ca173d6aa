import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "./project-folder.ts";

const resources = join(projectFolder, "resources");
const read = (name: string): Buffer => readFileSync(join(resources, name));

/** Width and height, as the PNG itself says. */
const sizeOf = (png: Buffer): readonly number[] => {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

describe("the icons", () => {
  it("Linux: one square picture for each size in a name", () => {
    for (const name of readdirSync(join(resources, "icons")))
      expect(`${sizeOf(read(join("icons", name))).join("x")}.png`).toBe(name);
  });

  it("Windows: every picture lies where the table says, up to 256", () => {
    const ico = read("icon.ico");
    const count = ico.readUInt16LE(4);
    const sizes = Array.from({ length: count }, (_, index) => {
      const entry = 6 + 16 * index;
      const offset = ico.readUInt32LE(entry + 12);
      const [width] = sizeOf(ico.subarray(offset, offset + ico.readUInt32LE(entry + 8)));
      expect((ico[entry] ?? 0) || 256).toBe(width);
      return width;
    });
    expect([ico.readUInt16LE(2), sizes]).toEqual([1, [16, 32, 48, 64, 256]]);
  });

  it("macOS: every block is as long as it says and holds the picture of its name", () => {
    const icns = read("icon.icns");
    expect([icns.subarray(0, 4).toString(), icns.readUInt32BE(4)]).toEqual(["icns", icns.length]);
    const blocks: Record<string, number | undefined> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      blocks[icns.subarray(at, at + 4).toString()] = sizeOf(icns.subarray(at + 8))[0];
    expect(blocks).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      icp6: 64,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });
});
