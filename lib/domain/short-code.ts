/** Capital letters that look like no other, in whatever type face: without B, I, L, N, O, Q, S, U and V. */
export const CODE_LETTERS = 'ACDEFGHJKMPRTWXYZ'
export const CODE_LENGTH = 8
/** Minutes a code is good for. */
export const CODE_MINUTES = 15
/** Wrong tries before a code is dead. */
export const CODE_TRIES = 5

/** A code as typed: small letters, spaces and hyphens do not matter. Null for what can be none. */
export function readCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s\-–—.]/g, '')
  return letters.length === CODE_LENGTH && [...letters].every((letter) => CODE_LETTERS.includes(letter))
    ? letters
    : null
}

/** "KXRM-TPHA": in two breaths. */
export function spokenCode(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`
}
