// crypto.randomUUID exists only on https; the page has to work without it, if only to say that the camera does not.

/** A random UUID v4. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** No 0 1 I L O U: user ids are read aloud and typed. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A user id nobody else has: 16 letters and digits, almost 80 random bits. */
export function generatedUserId(): string {
  const letters: string[] = []
  while (letters.length < 16) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // Bytes from 240 on would make the first letters likelier.
      if (byte < 240 && letters.length < 16) letters.push(LETTERS.charAt(byte % LETTERS.length))
    }
  }
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}
