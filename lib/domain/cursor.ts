import { z } from 'zod'

/** Where a keyset page begins: just before this row, newest first. */
export type Cursor = { createdAt: Date; id: string }

/** "1778585527000_0199f3c2-…": milliseconds and id, as short as it is plain. */
export function cursorText({ createdAt, id }: Cursor): string {
  return `${createdAt.getTime()}_${id}`
}

/** From a URL; anything else than a cursor of ours is no cursor. */
export const cursorSchema = z
  .string()
  .regex(/^\d{1,14}_[0-9a-f-]{36}$/)
  .transform((text): Cursor => {
    const [ms = '', id = ''] = text.split('_')
    return { createdAt: new Date(Number(ms)), id }
  })
  .refine(({ id }) => z.uuid().safeParse(id).success)

/**
 * Prisma's condition for "after the cursor", on (createdAt, id) descending. The time stands by itself, outside of the OR:
 * there an index begins, where an OR alone would have everything newer read first.
 */
export function beyond({ createdAt, id }: Cursor) {
  return { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] }
}

/**
 * One keyset page: the first `size` of the rows, and the cursor of the page after them, if there is one. Whoever asks
 * the database for the rows asks for `size + 1`, newest first: the one too many says that there is another page.
 */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  size: number,
  timeOf: (row: Row) => Date,
): { shown: Row[]; older: Cursor | null } {
  const shown = rows.slice(0, size)
  const last = rows.length > size ? shown.at(-1) : undefined
  return { shown, older: last ? { createdAt: timeOf(last), id: last.id } : null }
}
