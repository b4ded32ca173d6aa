import type { HostHandlers } from "../../shared/contract/host-api.ts";
import { askWhereToSave } from "./file-handlers.ts";
import type { HostMeans } from "./host-means.ts";
import { writeChosenFile } from "./write-chosen-file.ts";

/** Page numbers in the foot; the page's own print style hides the navigation. */
const ON_PAPER: Electron.PrintToPDFOptions = {
  pageSize: "A4",
  printBackground: true,
  preferCSSPageSize: true,
  generateTaggedPDF: true,
  displayHeaderFooter: true,
  headerTemplate: "<span></span>",
  footerTemplate:
    '<div style="width:100%;font-size:8px;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
  margins: { top: 0.5, bottom: 0.6, left: 0.45, right: 0.45 },
};

/** The page on paper: made first, so that what is printed is what was on the screen when it was asked. */
export function pageHandlers({
  window,
  words,
  pending,
}: HostMeans): Pick<HostHandlers, "page.print"> {
  return {
    "page.print": async ({ suggestedName }) => {
      const open = window();
      if (open === null) return { saved: false };
      const pdf = await open.webContents.printToPDF(ON_PAPER);
      const path = await askWhereToSave(open, suggestedName, [
        { name: words()("files.pdf"), extensions: ["pdf"] },
      ]);
      if (path === null) return { saved: false };
      await pending.track(writeChosenFile(path, pdf));
      return { saved: true };
    },
  };
}
