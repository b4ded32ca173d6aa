import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const run = (command: string, ...args: readonly string[]): void =>
  void execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"] });

/** A file system of its own on a file: what the "disk" holds at any moment is a copy of that file. */
export type Disk = { readonly folder: string; readonly image: string };

/** Makes a disk, or mounts the copy of one. */
export function mountDisk(copyOf: string | null = null, megabytes = 256): Disk {
  const folder = mkdtempSync(join(tmpdir(), "intendance-disk-"));
  const image = `${folder}.img`;
  if (copyOf === null) {
    run(
      "dd",
      "if=/dev/zero",
      `of=${image}`,
      "bs=1M",
      "count=0",
      `seek=${megabytes}`,
      "status=none",
    );
    run("mkfs.ext4", "-q", "-F", image);
  } else run("cp", "--sparse=always", copyOf, image);
  run("mount", "-o", "loop", image, folder);
  return { folder, image };
}

/**
 * What the disk holds at this moment, as after a power cut: nothing that was only in memory. Who writes to it is held
 * (SIGSTOP) before: a copy takes a while, and a cut does not.
 */
export function cutPower(disk: Disk): Disk {
  return mountDisk(disk.image);
}

export function unmountDisk({ folder, image }: Disk): void {
  try {
    run("umount", "-l", folder);
  } finally {
    rmSync(image, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Why power cannot be cut here, or null: it takes root, loop devices and ext4 tools. */
export function whyNoPowerCut(): string | null {
  if (process.platform !== "linux") return "needs Linux";
  if (process.getuid?.() !== 0) return "needs root";
  try {
    unmountDisk(mountDisk(null, 16));
    return null;
  } catch {
    return "needs loop devices and mkfs.ext4";
  }
}
