/**
 * Colours of the two schemes. Structure is grey, one accent (deep blue-green),
 * four meanings and four severities. `theme-tokens.test.ts` computes every
 * contrast that the screens rely on.
 */

export interface Tone {
  /** Text and icon on `soft` or on a surface. */
  readonly text: string;
  /** Background of a chip or of a marked cell. */
  readonly soft: string;
  /** Corner marks, underlines, borders: at least 3:1 against the surface. */
  readonly line: string;
}

export interface SchemeTokens {
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  /** Header row, row headers, navigation. */
  readonly chrome: string;
  readonly hover: string;
  readonly text: string;
  readonly textQuiet: string;
  readonly textDisabled: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  /** Selected cells, current navigation entry. */
  readonly accentSoft: string;
  readonly focus: string;
  /** Header while another date than today is shown. */
  readonly asAt: string;
  readonly placeholder: string;
  readonly draft: Tone;
  readonly pending: Tone;
  readonly accredited: Tone;
  readonly refused: Tone;
  readonly conflict: Tone;
  readonly info: Tone;
  readonly warning: Tone;
  readonly error: Tone;
  readonly fatal: Tone;
}

export const LIGHT: SchemeTokens = {
  page: "#f5f7f7",
  surface: "#ffffff",
  raised: "#ffffff",
  chrome: "#eef2f2",
  hover: "#f1f5f5",
  text: "#151b1c",
  textQuiet: "#465153",
  textDisabled: "#667274",
  line: "#d9dfe0",
  lineStrong: "#7d898b",
  accent: "#0b5b63",
  accentHover: "#08474e",
  onAccent: "#ffffff",
  accentSoft: "#dceced",
  focus: "#0b5b63",
  asAt: "#f6e7c4",
  placeholder: "#e3e8e9",
  draft: { text: "#17468f", soft: "#e4edfb", line: "#2f6bd0" },
  pending: { text: "#6b4100", soft: "#fbeecf", line: "#b87503" },
  accredited: { text: "#17562d", soft: "#def2e4", line: "#2c8a4b" },
  refused: { text: "#8f1a1a", soft: "#fce6e5", line: "#cc3a35" },
  conflict: { text: "#8f1a1a", soft: "#fce6e5", line: "#cc3a35" },
  info: { text: "#2a4f73", soft: "#e6eef5", line: "#5a86ad" },
  warning: { text: "#6b4100", soft: "#fbeecf", line: "#b87503" },
  error: { text: "#8f1a1a", soft: "#fce6e5", line: "#cc3a35" },
  fatal: { text: "#70103f", soft: "#f9e3ee", line: "#a3195f" },
};

export const DARK: SchemeTokens = {
  page: "#121718",
  surface: "#191f20",
  raised: "#222a2b",
  chrome: "#1f2627",
  hover: "#20282a",
  text: "#e9eeee",
  textQuiet: "#b7c2c4",
  textDisabled: "#8e9a9c",
  line: "#323c3e",
  lineStrong: "#758385",
  accent: "#62c4c9",
  accentHover: "#84d5d9",
  onAccent: "#04282b",
  accentSoft: "#17393d",
  focus: "#7cd3d7",
  asAt: "#453713",
  placeholder: "#2a3234",
  draft: { text: "#a9c8fb", soft: "#1a2c4a", line: "#6ea2f5" },
  pending: { text: "#f2cd83", soft: "#3a2c0e", line: "#dca032" },
  accredited: { text: "#9bdcae", soft: "#173322", line: "#4fb873" },
  refused: { text: "#f9b3ae", soft: "#451c1b", line: "#ee7069" },
  conflict: { text: "#f9b3ae", soft: "#451c1b", line: "#ee7069" },
  info: { text: "#b3cfe8", soft: "#1d2c3a", line: "#7da6ca" },
  warning: { text: "#f2cd83", soft: "#3a2c0e", line: "#dca032" },
  error: { text: "#f9b3ae", soft: "#451c1b", line: "#ee7069" },
  fatal: { text: "#f5b0d2", soft: "#40152c", line: "#e0629f" },
};

/** Row heights in px, by density. */
export const ROW_HEIGHTS = { compact: 28, normal: 32, comfortable: 40 } as const;

export const TEXT_FONT =
  "'Inter Variable', Inter, 'Source Sans 3', system-ui, -apple-system, 'Segoe UI', sans-serif";
export const CODE_FONT =
  "'JetBrains Mono', ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace";
