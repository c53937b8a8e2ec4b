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

/** Prisma's condition for "after the cursor", on (createdAt, id) descending. */
export function beyond({ createdAt, id }: Cursor) {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}
