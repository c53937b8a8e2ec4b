import { z } from 'zod'
import { ledgerEntrySchema } from '../ledger'
import type { scenarioSchema } from '../scenario'
import { post } from './client'

const ledgerSchema = z.object({ entries: z.array(ledgerEntrySchema), calls: z.record(z.string(), z.number()) })

/** Makes it misbehave; without rules, it behaves again. */
export async function misbehave(site: string, rules: z.input<typeof scenarioSchema>['rules'], seed = 1) {
  const { status, body } = await post(`${site}/admin/scenario`, { seed, rules })
  if (status !== 200) throw new Error(String(body.message))
}

export async function ledgerOf(site: string, jobId: string) {
  const { entries } = ledgerSchema.parse(await (await fetch(`${site}/admin/ledger`)).json())
  return entries.find((entry) => entry.jobId === jobId)
}
