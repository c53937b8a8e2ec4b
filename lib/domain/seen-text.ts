/**
 * What nobody sees and nobody types on purpose: signs that turn the direction of what stands after them, hide, join or
 * mark; a name with one would turn the portal's own words around. Not the joiner and the non-joiner, which names need.
 */
const unseen =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu

/** A text of one line, as it will be kept: without unseen signs; breaks and other controls become a blank. */
export function seenLine(text: string): string {
  return text.replace(unseen, '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

/** A text of several lines, as it will be kept: without unseen signs, and of the controls only tabs and line breaks. */
export function seenText(text: string): string {
  return text.replace(unseen, '').replace(/[^\P{Cc}\t\n\r]/gu, '')
}
