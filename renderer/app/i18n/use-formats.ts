import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatList,
  formatNumber,
  formatRelativeTime,
  formatShare,
} from "./format.ts";

export interface Formats {
  readonly language: string;
  readonly date: (iso: string) => string;
  readonly dateTime: (instant: string | number) => string;
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  readonly share: (share: number) => string;
  readonly duration: (ms: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly list: (texts: readonly string[]) => string;
  /** Both in epoch ms. */
  readonly relativeTime: (instant: number, now: number) => string;
}

/** The formatters bound to the language of the screen. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(
    () => ({
      language,
      date: formatDate,
      dateTime: (instant) => formatDateTime(instant, language),
      number: (value, options) => formatNumber(value, language, options),
      share: (share) => formatShare(share, language),
      duration: formatDuration,
      bytes: (bytes) => formatBytes(bytes, language),
      list: (texts) => formatList(texts, language),
      relativeTime: (instant, now) => formatRelativeTime(instant, now, language),
    }),
    [language],
  );
}
