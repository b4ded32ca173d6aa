/** True when one typing error at most (a letter missing, added, changed, or two swapped) leads from a token to the other. */
export function isNearToken(wanted: string, token: string): boolean {
  const difference = token.length - wanted.length;
  if (difference > 1 || difference < -1) return false;
  let start = 0;
  const shortest = Math.min(wanted.length, token.length);
  while (start < shortest && wanted.charCodeAt(start) === token.charCodeAt(start)) start += 1;
  if (start === shortest) return true;
  let [left, right] = [wanted.length - 1, token.length - 1];
  while (left > start && right > start && wanted.charCodeAt(left) === token.charCodeAt(right)) {
    left -= 1;
    right -= 1;
  }
  if (difference === 1) return left < start || wanted.slice(start) === token.slice(start + 1);
  if (difference === -1) return wanted.slice(start + 1) === token.slice(start);
  if (wanted.slice(start + 1) === token.slice(start + 1)) return true;
  return left === start + 1 && wanted[start] === token[left] && wanted[left] === token[start];
}
