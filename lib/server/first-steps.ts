import 'server-only'
import { type FirstStep, firstStepsFor } from '@/lib/domain/first-steps'
import type { Staff } from '@/lib/domain/permissions'
import { db } from './db'
import { ownerOf } from './keep-link'
import { readOrganisation } from './organisation'

/**
 * The first steps of a new portal that this reader may take, and which are done: their own steps for whoever sees only
 * their own links, everybody's for an administrator.
 */
export async function readFirstSteps(reader: Staff): Promise<{ step: FirstStep; isDone: boolean }[]> {
  const owner = ownerOf(reader, 'links.read')
  const steps = firstStepsFor(reader).map(async (step) => ({
    step,
    isDone: owner !== null && (await checks[step](owner)),
  }))
  return Promise.all(steps)
}

const checks: Record<FirstStep, (owner: { createdById?: string }) => Promise<boolean>> = {
  organisation: async () => (await readOrganisation()).name !== '',
  desk: async (owner) =>
    (await db().job.findFirst({ where: { ...owner, linkId: null }, select: { id: true } })) !== null,
  link: async (owner) => (await db().link.findFirst({ where: owner, select: { id: true } })) !== null,
}
