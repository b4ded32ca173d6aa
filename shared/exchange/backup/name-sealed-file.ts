import { foldText } from "../../base/index.ts";
import type { IsoDate } from "../../base/index.ts";
import type { SealedKind } from "./file-header.ts";

/** Extension of both files, without a dot; the desktop shell opens it. */
export const SEALED_EXTENSION = "intendance";

/** The name offered for a file (B18). */
export function nameSealedFile(
  kind: SealedKind,
  of: { readonly establishment: string; readonly login: string; readonly day: IsoDate },
): string {
  const tidy = (text: string): string =>
    foldText(text)
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 40);
  const start = kind === "backup" ? "intendance" : "intendance-travail";
  const parts = [start, tidy(of.establishment), tidy(of.login), of.day];
  return `${parts.filter((part) => part !== "").join("-")}.${SEALED_EXTENSION}`;
}
