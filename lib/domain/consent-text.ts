/**
 * Which text a person agreed to (`consent` in messages/): its day. A change of meaning in any language is a new
 * version; receipts keep the one that was read.
 */
export const CONSENT_TEXT_VERSION = '2026-11-27'
