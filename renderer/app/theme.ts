import { createTheme, type Theme } from "@mui/material/styles";
import { CODE_FONT, DARK, LIGHT, TEXT_FONT, type SchemeTokens, type Tone } from "./theme-tokens.ts";

/** Our own colours beside MUI's, as CSS variables `--it-palette-…`. */
export interface OwnPalette {
  readonly state: Readonly<
    Record<"draft" | "pending" | "accredited" | "refused" | "conflict", Tone>
  >;
  readonly severity: Readonly<Record<"info" | "warning" | "error" | "fatal", Tone>>;
  readonly frame: {
    readonly chrome: string;
    readonly hover: string;
    readonly line: string;
    readonly lineStrong: string;
    readonly accentSoft: string;
    readonly focus: string;
    readonly asAt: string;
    readonly placeholder: string;
    readonly raised: string;
  };
}

declare module "@mui/material/styles" {
  interface Palette extends OwnPalette {}
  interface PaletteOptions extends OwnPalette {}
  interface TypographyVariants {
    code: React.CSSProperties;
  }
  interface TypographyVariantsOptions {
    code?: React.CSSProperties;
  }
}
declare module "@mui/material/Typography" {
  interface TypographyPropsVariantOverrides {
    code: true;
  }
}

function paletteOf(tokens: SchemeTokens) {
  return {
    background: { default: tokens.page, paper: tokens.surface },
    text: {
      primary: tokens.text,
      secondary: tokens.textQuiet,
      disabled: tokens.textDisabled,
    },
    divider: tokens.line,
    primary: {
      main: tokens.accent,
      dark: tokens.accentHover,
      light: tokens.accentHover,
      contrastText: tokens.onAccent,
    },
    secondary: { main: tokens.textQuiet, contrastText: tokens.surface },
    info: { main: tokens.info.text, light: tokens.info.line, contrastText: tokens.surface },
    warning: {
      main: tokens.warning.text,
      light: tokens.warning.line,
      contrastText: tokens.surface,
    },
    error: { main: tokens.error.text, light: tokens.error.line, contrastText: tokens.surface },
    success: {
      main: tokens.accredited.text,
      light: tokens.accredited.line,
      contrastText: tokens.surface,
    },
    action: { hover: tokens.hover, selected: tokens.accentSoft, disabled: tokens.textDisabled },
    state: {
      draft: tokens.draft,
      pending: tokens.pending,
      accredited: tokens.accredited,
      refused: tokens.refused,
      conflict: tokens.conflict,
    },
    severity: {
      info: tokens.info,
      warning: tokens.warning,
      error: tokens.error,
      fatal: tokens.fatal,
    },
    frame: {
      chrome: tokens.chrome,
      hover: tokens.hover,
      line: tokens.line,
      lineStrong: tokens.lineStrong,
      accentSoft: tokens.accentSoft,
      focus: tokens.focus,
      asAt: tokens.asAt,
      placeholder: tokens.placeholder,
      raised: tokens.raised,
    },
  };
}

/** The theme of the application: light and dark by CSS variables, following the system unless the person chose. */
export function createAppTheme(): Theme {
  return createTheme({
    cssVariables: { cssVarPrefix: "it", colorSchemeSelector: "data-color-scheme" },
    colorSchemes: { light: { palette: paletteOf(LIGHT) }, dark: { palette: paletteOf(DARK) } },
    shape: { borderRadius: 6 },
    spacing: 8,
    typography: {
      fontFamily: TEXT_FONT,
      fontSize: 14,
      htmlFontSize: 16,
      h1: { fontSize: "1.25rem", fontWeight: 600, lineHeight: 1.3, letterSpacing: "-0.012em" },
      h2: { fontSize: "1.0625rem", fontWeight: 600, lineHeight: 1.35, letterSpacing: "-0.008em" },
      h3: { fontSize: "0.9375rem", fontWeight: 600, lineHeight: 1.4 },
      h4: { fontSize: "0.875rem", fontWeight: 600, lineHeight: 1.4 },
      h5: { fontSize: "0.875rem", fontWeight: 600, lineHeight: 1.4 },
      h6: { fontSize: "0.875rem", fontWeight: 600, lineHeight: 1.4 },
      subtitle1: { fontSize: "0.9375rem", fontWeight: 500 },
      subtitle2: { fontSize: "0.8125rem", fontWeight: 600 },
      body1: { fontSize: "0.875rem", lineHeight: 1.5 },
      body2: { fontSize: "0.8125rem", lineHeight: 1.5 },
      caption: { fontSize: "0.75rem", lineHeight: 1.4 },
      overline: { fontSize: "0.75rem", fontWeight: 600, textTransform: "none", letterSpacing: 0 },
      button: { fontSize: "0.8125rem", fontWeight: 550, textTransform: "none", letterSpacing: 0 },
      code: { fontFamily: CODE_FONT, fontSize: "0.8125rem" },
    },
    transitions: { create: () => "none" },
    components: componentDefaults,
  });
}

const quickFocus = {
  outline: "2px solid var(--it-palette-frame-focus)",
  outlineOffset: "1px",
} as const;

const componentDefaults: NonNullable<Parameters<typeof createTheme>[0]>["components"] = {
  MuiCssBaseline: {
    styleOverrides: {
      "html, body, #root": { height: "100%" },
      body: { fontFeatureSettings: "'cv05', 'ss03'", overflow: "hidden" },
      "code, kbd, samp, pre": { fontFamily: CODE_FONT, fontSize: "0.8125rem" },
      ":focus-visible": quickFocus,
      "@media (prefers-reduced-motion: reduce)": {
        "*": { animationDuration: "0.01ms !important", transitionDuration: "0.01ms !important" },
      },
    },
  },
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: { "&.Mui-focusVisible": quickFocus } },
  },
  MuiButton: {
    defaultProps: { disableElevation: true, size: "small" },
    styleOverrides: {
      root: {
        minHeight: 32,
        paddingInline: 12,
        whiteSpace: "nowrap",
        "&.Mui-disabled": { color: "var(--it-palette-text-disabled)" },
      },
      outlined: {
        borderColor: "var(--it-palette-frame-lineStrong)",
        color: "var(--it-palette-text-primary)",
        "&:hover": { backgroundColor: "var(--it-palette-frame-hover)" },
      },
    },
  },
  MuiIconButton: {
    defaultProps: { size: "small" },
    styleOverrides: { root: { borderRadius: 6, color: "var(--it-palette-text-secondary)" } },
  },
  MuiTextField: { defaultProps: { size: "small", variant: "outlined" } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: {
        backgroundColor: "var(--it-palette-background-paper)",
        "&:not(.Mui-focused):not(.Mui-error) .MuiOutlinedInput-notchedOutline": {
          borderColor: "var(--it-palette-frame-lineStrong)",
        },
      },
      input: { "&:focus-visible": { outline: "none" } },
    },
  },
  MuiInputBase: { styleOverrides: { input: { "&:focus-visible": { outline: "none" } } } },
  MuiInputLabel: { styleOverrides: { root: { color: "var(--it-palette-text-secondary)" } } },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: "none" } },
  },
  MuiMenu: {
    defaultProps: { transitionDuration: 0, container: landmarkOfFocus },
    styleOverrides: { paper: floating() },
  },
  MuiPopover: {
    defaultProps: { transitionDuration: 0 },
    styleOverrides: { paper: floating() },
  },
  MuiMenuItem: { styleOverrides: { root: { fontSize: "0.8125rem", minHeight: 32 } } },
  MuiListItemIcon: { styleOverrides: { root: { minWidth: 32 } } },
  MuiDialog: {
    defaultProps: { transitionDuration: 0 },
    styleOverrides: { paper: floating() },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: "1.0625rem", fontWeight: 600 } } },
  MuiDialogActions: { styleOverrides: { root: { padding: "12px 24px 20px" } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 500, enterNextDelay: 200, disableInteractive: true },
    styleOverrides: {
      tooltip: {
        fontSize: "0.75rem",
        fontWeight: 450,
        backgroundColor: "#22292b",
        color: "#f2f5f5",
        border: "1px solid #566265",
        maxWidth: 360,
        whiteSpace: "pre-line",
      },
    },
  },
  MuiTab: {
    styleOverrides: {
      root: { minHeight: 40, textTransform: "none", color: "var(--it-palette-text-secondary)" },
    },
  },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
  MuiChip: { styleOverrides: { root: { borderRadius: 4, fontSize: "0.75rem" } } },
  MuiTableCell: {
    styleOverrides: {
      root: { borderColor: "var(--it-palette-divider)", padding: "6px 12px" },
      head: { fontWeight: 600, color: "var(--it-palette-text-secondary)" },
    },
  },
  MuiLink: { defaultProps: { underline: "hover" } },
};

/** Menus open inside the landmark or dialog they were called from: nothing of the page lies outside. */
function landmarkOfFocus(): HTMLElement {
  const place = "[role='dialog'], main, header, aside, nav, footer, section[aria-label]";
  return document.activeElement?.closest<HTMLElement>(place) ?? document.body;
}

function floating() {
  return {
    backgroundColor: "var(--it-palette-frame-raised)",
    border: "1px solid var(--it-palette-divider)",
    boxShadow: "0 8px 28px rgb(0 0 0 / 0.18)",
  } as const;
}
