import pg from 'pg'
import { vi } from 'vitest'

/** One statement that was sent, and how the database would go about it. */
export type Plan = { text: string; plan: string }

/** In the tables of a test reading all of one is cheaper than its index. */
const LARGE = ['enable_seqscan']
/** So is going along the index of an order past every row there is. What is left looks rows up by a condition. */
export const LOOKED_UP = [...LARGE, 'enable_indexscan', 'enable_indexonlyscan']

/**
 * How the database would answer each statement that `work` sends, were its tables large. `off`: what it may not do, if
 * there is another way.
 */
export async function plansOf(work: () => Promise<unknown>, off: readonly string[] = LARGE): Promise<Plan[]> {
  const sent: pg.QueryConfig[] = []
  const query = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [first] = given
    if (isConfig(first)) sent.push({ text: first.text, values: first.values ?? [] })
    return Reflect.apply(query, this, given)
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  try {
    for (const name of off) await client.query(`set ${name} = off`)
    const plans: Plan[] = []
    for (const { text, values } of sent.filter(({ text }) => /^\s*(select|delete|update|with)/i.test(text))) {
      const { rows } = await client.query(`explain (format json) ${text}`, values)
      plans.push({ text, plan: JSON.stringify(rows) })
    }
    return plans
  } finally {
    await client.end()
  }
}

function isConfig(given: unknown): given is pg.QueryConfig {
  return typeof given === 'object' && given !== null && 'text' in given && typeof given.text === 'string'
}
