import { Fault } from "../../shared/base/index.ts";
import type { Language } from "../../shared/model/index.ts";
import type { OnProgress } from "../../shared/ports/index.ts";
import type { View } from "./working-set/views.ts";

/** Bytes of an export of a view. */
export async function exportRows(
  _view: View,
  _format: "xlsx" | "csv",
  _language: Language,
  _onProgress: OnProgress,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  throw new Fault("INTERNAL", "export is not there yet");
}
