import { tooLarge, unreadable } from "./file-fault.ts";
import type { InflatedChunk } from "./inflate-entry.ts";
import type { FileLimits } from "./limits.ts";
import { findTag, joinTexts } from "./find-tag.ts";
import { refuseDoctype } from "./xml-text.ts";

/** The shared strings of an .xlsx, in order; runs of rich text are joined, phonetic guides left out. */
export function readSharedStrings(
  chunks: Iterable<InflatedChunk<string>>,
  part: string,
  limits: FileLimits,
): string[] {
  const strings: string[] = [];
  let rest = "";
  let prefix: string | null = null;
  for (const { content } of chunks) {
    const xml = rest + content;
    if (prefix === null) {
      const root = /<(?:([\w.-]+):)?sst[\s/>]/.exec(xml);
      refuseDoctype(xml, part);
      if (!root) {
        if (xml.length > 65_536) throw unreadable("xml-damaged", { part });
        rest = xml;
        continue;
      }
      prefix = root[1] === undefined ? "" : `${root[1]}:`;
    }
    let at = 0;
    for (;;) {
      const open = findTag(xml, `<${prefix}si`, at);
      if (open < 0) {
        at = Math.max(at, xml.lastIndexOf("<"));
        break;
      }
      const tagEnd = xml.indexOf(">", open);
      if (tagEnd < 0) {
        at = open;
        break;
      }
      if (strings.length >= limits.sharedStrings)
        throw tooLarge("shared-strings", limits.sharedStrings);
      if (xml.charCodeAt(tagEnd - 1) === SLASH) {
        strings.push("");
        at = tagEnd + 1;
        continue;
      }
      const close = xml.indexOf(`</${prefix}si>`, tagEnd);
      if (close < 0) {
        at = open;
        break;
      }
      strings.push(joinTexts(xml.slice(tagEnd + 1, close), prefix));
      at = close + prefix.length + 5;
    }
    rest = at <= 0 ? xml : xml.slice(at);
    if (rest.length > limits.rowCharacters) throw tooLarge("cell", limits.cellCharacters, { part });
  }
  return strings;
}

const SLASH = 0x2f;
