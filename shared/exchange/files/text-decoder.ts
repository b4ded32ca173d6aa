/**
 * The two text codecs of the Encoding Standard. They are pure computation, present in browsers and in
 * Node, but missing from the language's own library; this is the little of them we use.
 */
type TextDecoderLike = {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
};
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
) => TextDecoderLike;
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

/** A decoder that keeps a byte-order mark as text; `fatal` makes it throw a TypeError on bytes that are no text. */
export const makeTextDecoder = (label: string, fatal = false): TextDecoderLike =>
  new TextDecoder(label, { fatal, ignoreBOM: true });

/** UTF-8 bytes; a lone surrogate becomes U+FFFD. */
export const encodeUtf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
