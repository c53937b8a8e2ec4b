import { z } from 'zod'

/** An e-mail address as somebody types it, in the one form in which it is kept. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('Type an e-mail address, like name@example.org.'))
