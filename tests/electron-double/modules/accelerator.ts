const MODIFIERS = new Set([
  "Alt",
  "AltGr",
  "Cmd",
  "CmdOrCtrl",
  "Command",
  "CommandOrControl",
  "Control",
  "Ctrl",
  "Meta",
  "Option",
  "Shift",
  "Super",
]);

const KEY =
  /^([0-9A-Z]|F([1-9]|1\d|2[0-4])|num[0-9]|[)!@#$%^&*(:;+=<,_>.?/~`{\][|\\}"'-]|Plus|Space|Tab|Capslock|Numlock|Scrolllock|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|PrintScreen|VolumeUp|VolumeDown|VolumeMute)$/i;

/** Whether Electron understands this accelerator: modifiers, then one key, joined by "+". */
export function isAccelerator(text: string): boolean {
  const parts = text.split("+");
  const key = parts.pop() ?? "";
  return KEY.test(key) && parts.every((part) => MODIFIERS.has(part));
}
