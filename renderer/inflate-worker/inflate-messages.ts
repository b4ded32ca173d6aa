/** What the data worker asks of an inflating thread. */
export type InflateOrder = { readonly id: number; readonly bytes: Uint8Array };

/** Its answer; `text` null for bytes that are cut, too large once inflated, or no text: whoever asked finds out which. */
export type InflateAnswer = { readonly id: number; readonly text: string | null };
