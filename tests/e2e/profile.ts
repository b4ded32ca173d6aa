import type { Page } from "@playwright/test";

/** A file as a person has it on the disk (its path), or as a test makes it. */
export type FileToChoose =
  | string
  | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** The application running on one person's laptop, in whatever host. */
export interface RunningLaptop {
  readonly page: Page;
  setOffline(offline: boolean): Promise<void>;
  /** The name proposed for the file that `ask` saves. */
  takeFile(ask: () => Promise<void>): Promise<string>;
  /** Resolves once the application starts and goes anywhere without network. */
  kept(): Promise<void>;
  /** Ends in good order. */
  close(): Promise<void>;
}

/** How a host starts the application on the profile of this name; the same name finds the same data again. */
export type OpenLaptop = (name: string) => Promise<RunningLaptop>;

/** One person's laptop: a profile on disk, kept over restarts of the application. */
export interface Profile {
  page(): Page;
  /** Where the page stands: path and search, whatever the host serves them from. */
  address(): Promise<string>;
  /** Opens an address of the application anew, as a link from elsewhere does. */
  goTo(address: string): Promise<void>;
  /** Cuts or restores the network of this laptop alone. */
  setOffline(offline: boolean): Promise<void>;
  /** Chooses this file in the dialog that `ask` opens. */
  giveFile(file: FileToChoose, ask: () => Promise<void>): Promise<void>;
  takeFile: RunningLaptop["takeFile"];
  kept(): Promise<void>;
  /** Closes the application in good order and opens it again on the same profile. */
  restart(): Promise<void>;
}

/** Opens a profile of this name with the host's `open`; `onRun` is told what runs on it, now and after each restart. */
export async function openLaptopProfile(
  name: string,
  open: OpenLaptop,
  running: Set<RunningLaptop>,
): Promise<Profile> {
  const start = async (): Promise<RunningLaptop> => {
    const laptop = await open(name);
    running.add(laptop);
    return laptop;
  };
  let laptop = await start();
  return {
    page: () => laptop.page,
    address: () => laptop.page.evaluate(() => location.pathname + location.search),
    goTo: async (address) => {
      await Promise.all([
        laptop.page.waitForEvent("load"),
        laptop.page.evaluate((to) => location.assign(to), address),
      ]);
    },
    setOffline: (offline) => laptop.setOffline(offline),
    giveFile: async (file, ask) => {
      const chooser = laptop.page.waitForEvent("filechooser");
      await ask();
      await (await chooser).setFiles(file);
    },
    takeFile: (ask) => laptop.takeFile(ask),
    kept: () => laptop.kept(),
    restart: async () => {
      running.delete(laptop);
      await laptop.close();
      laptop = await start();
    },
  };
}
