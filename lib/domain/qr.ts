/** The quiet zone around a code, in squares: ISO/IEC 18004 asks for four. */
export const QR_QUIET = 4

/** A QR code without its quiet zone: squares a side, and the dark ones as an SVG path in squares. */
export type QrPicture = { size: number; path: string }

/** The code as a picture of its own, black on white whatever the reader's theme: scanners want dark on light. */
export function qrSvg({ size, path }: QrPicture): string {
  const side = size + 2 * QR_QUIET
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-QR_QUIET} ${-QR_QUIET} ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M${-QR_QUIET} ${-QR_QUIET}h${side}v${side}h-${side}z"/><path d="${path}"/></svg>`
}
