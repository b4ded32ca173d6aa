/** Where the central repository is. */
export interface CentralSetting {
  /** Its origin, without a trailing slash. */
  readonly address: string;
  /** Given on the command line or by the environment: the person does not choose it. */
  readonly isFixed: boolean;
}

/** The embedded central of `npm start`. */
const EMBEDDED = "http://127.0.0.1:7420";

/**
 * The central repository of this start: `--central=…` on the command line, else INTENDANCE_CENTRAL, else what a person chose
 * (`kept`), else the embedded one. What an administrator gave and is no address must not be guessed around: it throws.
 */
export function findCentral(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  kept: string | null,
): CentralSetting {
  const given =
    argv.find((argument) => argument.startsWith("--central="))?.slice("--central=".length) ??
    env["INTENDANCE_CENTRAL"];
  if (given === undefined)
    return { address: originOfCentral(kept ?? "") ?? EMBEDDED, isFixed: false };
  const address = originOfCentral(given);
  if (address === null) throw new Error(`Not the address of a central repository: ${given}`);
  return { address, isFixed: true };
}

/**
 * The origin of a central repository from what was typed or configured; null when it is none: https, or http on this machine. A
 * password never crosses a network in clear, and Chromium refuses such a call from a secure page anyway.
 */
export function originOfCentral(text: string): string | null {
  const typed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  const url = typed !== "" && URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || url.username !== "" || url.password !== "") return null;
  // Central answers at the root of its server: what follows is a mistake that must not be dropped in silence.
  if (`${url.pathname}${url.search}${url.hash}` !== "/") return null;
  return url.protocol === "https:" || isOnThisMachine(url) ? url.origin : null;
}

const isOnThisMachine = ({ protocol, hostname }: URL): boolean =>
  protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
