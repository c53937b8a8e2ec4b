/** Writes a cookie by which the page tells the server something; nothing that opens a door. `seconds`: 0 takes it back. */
export function writePageCookie(
  name: string,
  value: string,
  { path, seconds }: { path: string; seconds: number },
): void {
  // Not the Cookie Store API: iPads before iPadOS 18.4 are still in the field.
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=${path}; Max-Age=${seconds}; SameSite=Lax`
}
