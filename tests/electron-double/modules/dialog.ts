import type {
  Dialog,
  MessageBoxReturnValue,
  OpenDialogReturnValue,
  SaveDialogReturnValue,
} from "electron";
import { type Conforming, covered, record } from "../refuse.ts";

/** Every dialog is noted and given up at once, unless a test puts its own function in the member's place. */
const double = {
  async showOpenDialog(...args: unknown[]): Promise<OpenDialogReturnValue> {
    note("showOpenDialog", args);
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog(...args: unknown[]): Promise<SaveDialogReturnValue> {
    note("showSaveDialog", args);
    return { canceled: true, filePath: "" };
  },
  /** Gives the button that `cancelId` names, else the first, as Escape does. */
  async showMessageBox(...args: unknown[]): Promise<MessageBoxReturnValue> {
    note("showMessageBox", args);
    return { response: cancelIdOf(args), checkboxChecked: false };
  },
  showMessageBoxSync(...args: unknown[]): number {
    note("showMessageBoxSync", args);
    return cancelIdOf(args);
  },
  showErrorBox(title: string, content: string): void {
    record.dialogs.push({ name: "showErrorBox", options: { title, content } });
  },
};

function note(name: string, args: readonly unknown[]): void {
  record.dialogs.push({ name, options: args.at(-1) });
}

const cancelIdOf = (args: readonly unknown[]): number =>
  (args.at(-1) as { readonly cancelId?: number }).cancelId ?? 0;

export const dialog = covered("dialog", double) satisfies Conforming<Dialog, typeof double>;
