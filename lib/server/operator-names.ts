import 'server-only'
import { db } from './db'

/** The names of these operators by their ids, each asked for once; a null stands for Kioo itself and has none. */
export async function operatorNames(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids)].filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const operators = await db().operator.findMany({ where: { id: { in: known } }, select: { id: true, name: true } })
  return new Map(operators.map(({ id, name }) => [id, name]))
}
