/**
 * The address to hand to the system browser, or null when it must not be: https only, no account in it, nothing that is not printed,
 * and short enough for every system. Neither a file, nor a script, nor another program's scheme ever leaves.
 */
export function externalAddress(url: string): string | null {
  if (url.length > 2048 || !/^https:\/\/[\x21-\x7e]+$/.test(url) || url.includes("\\")) return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.protocol !== "https:") return null;
  if (parsed.username !== "" || parsed.password !== "" || parsed.hostname === "") return null;
  return parsed.href;
}
