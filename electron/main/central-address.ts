/**
 * Origin of the central repository: `--central=…` on the command line, else INTENDANCE_CENTRAL, else the embedded
 * default. Anything but an http(s) origin is a mistake that must not be guessed around: it throws.
 */
export function centralAddress(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string {
  const flag = argv
    .find((argument) => argument.startsWith("--central="))
    ?.slice("--central=".length);
  const given = flag ?? env["INTENDANCE_CENTRAL"] ?? "http://127.0.0.1:7420";
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol))
    throw new Error(`Not the address of a central repository: ${given}`);
  return url.origin;
}
