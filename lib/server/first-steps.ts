import 'server-only'
import { type FirstStep, firstStepsFor } from '@/lib/domain/first-steps'
import type { Staff } from '@/lib/domain/permissions'
import { db } from './db'
import { ownerOf } from './keep-link'
import { readOrganisation } from './organisation'

/** The first steps of a new portal that this reader may take, and which are done; a link counts when they may see it. */
export async function readFirstSteps(reader: Staff): Promise<{ step: FirstStep; isDone: boolean }[]> {
  const steps = firstStepsFor(reader).map(async (step) => ({ step, isDone: await checks[step](reader) }))
  return Promise.all(steps)
}

const checks: Record<FirstStep, (reader: Staff) => Promise<boolean>> = {
  organisation: async () => (await readOrganisation()).name !== '',
  desk: async () => (await db().job.findFirst({ where: { linkId: null }, select: { id: true } })) !== null,
  link: async (reader) => {
    const owner = ownerOf(reader, 'links.read')
    return owner !== null && (await db().link.findFirst({ where: owner, select: { id: true } })) !== null
  },
}
