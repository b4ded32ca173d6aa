import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A disk of its own in a file: ext4 on a loop device. Copying the file while work goes on gives what a disk would hold after a power
 * cut: only what the file system had handed over (reliability.md, finding 1).
 */
export type BlockImage = {
  readonly folder: string;
  /** The disk as it stands now, as another disk. */
  copy(): BlockImage;
  remove(): void;
};

const run = (command: string, ...words: readonly string[]): void =>
  void execFileSync(command, words, { stdio: ["ignore", "ignore", "pipe"] });

/** Makes and mounts an empty disk. Throws where one may not (no root, no loop device). */
export function makeBlockImage(megabytes: number): BlockImage {
  const place = mkdtempSync(join(tmpdir(), "intendance-disk-"));
  const file = `${place}.img`;
  try {
    run("truncate", "-s", `${String(megabytes)}M`, file);
    run("mkfs.ext4", "-q", "-F", file);
    return mountImage(place, file);
  } catch (thrown) {
    rmSync(place, { recursive: true, force: true });
    rmSync(file, { force: true });
    throw thrown;
  }
}

function mountImage(place: string, file: string): BlockImage {
  run("mount", "-o", "loop", file, place);
  run("chmod", "755", place);
  return {
    folder: place,
    copy() {
      const other = mkdtempSync(join(tmpdir(), "intendance-disk-"));
      run("cp", "--sparse=always", file, `${other}.img`);
      return mountImage(other, `${other}.img`);
    },
    remove() {
      run("umount", "-l", place);
      rmSync(file, { force: true });
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** True where disks can be made: the tests that cut the power are skipped elsewhere, and say so. */
export function canMakeDisks(): boolean {
  try {
    makeBlockImage(16).remove();
    return true;
  } catch {
    return false;
  }
}
