import 'server-only'
import { z } from 'zod'
import { environmentSchema } from '@/lib/domain/environment'
import type { EraseForm } from '@/lib/domain/erase-form'
import { erasedUserId, UNDER_WAY_WORDS } from '@/lib/domain/erased'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may } from '@/lib/domain/permissions'
import { audit, auditEach } from './audit'
import { db, type Tx } from './db'
import { answerPeople, eraseImportRows, eraseLinks, eraseVisits, personalLinks, personalVisits } from './erase-links'
import { grantErasing } from './erase-requests'
import { eraseCallbacks, eraseJobs, erasePictures } from './erase-rows'
import type { Prisma } from './generated/prisma/client'
import { tryToWipeMailsOfErased } from './mail-folder'
import { hasRow } from './rows'
import type { Actor } from './session'
import { signalJob, signalLink } from './signal'
import { strayCallbacks } from './stray-callbacks'
import { jobsSuspecting } from './suspects'
import { inTransaction } from './transaction'

type Erased = { jobIds: string[]; linkIds: string[] }
const nothing: Erased = { jobIds: [], linkIds: [] }

const notFound = refuse('enrollee_not_found', 'This person is not here. Load the page again.')
const otherId = 'This is not the user id of this person. Type it as it stands on their page.'
const otherUser = refuse('wrong_user_id', otherId, { userId: otherId })
const underWay = refuse('jobs_under_way', UNDER_WAY_WORDS)

/**
 * A job that has not come to an end of its own: it waits, a worker holds it, or nobody knows yet whether the upload
 * arrived. A provisional result is an end: a person at Smile ID may take weeks, and whoever is to be erased need not wait.
 */
export const jobUnderWay = {
  OR: [{ state: { in: ['queued', 'submitting', 'processing'] } }, { state: 'unknown', resultCode: null }],
} satisfies Prisma.JobWhereInput

/**
 * Destroys everything personal of one enrollee, for good, in one transaction: pictures, names, what was typed, bodies of
 * callbacks; links to them stop, and mails of them that were only written to this home go. A pseudonym, states, codes,
 * calls and the audit trail stay. Whoever asked for it is answered by it. Somebody erased already is not erased again,
 * and nothing is said against it.
 * Refusals: enrollee_not_found, wrong_user_id, jobs_under_way.
 */
export async function erasePerson(actor: Actor, form: EraseForm): Promise<Outcome> {
  if (!may(actor, 'people.erase')) return notFound
  // Told at once, before everything that was set aside is opened and looked through.
  const named = await personToErase(form)
  if (!named.ok) return named
  const { environment, userId, jobs } = named.person
  const strays = await strayCallbacks({ environment, userId, jobIds: jobs.map(({ id }) => id) })
  const outcome = await inTransaction((tx) => eraseIn(tx, actor, form, strays))
  if (!outcome.ok) return outcome
  // Files know no transaction: behind it, and what fails here, or is cut short, the worker does with its next wipe.
  await tryToWipeMailsOfErased()
  // Pages of those who are suspected to be this person name them too.
  const jobIds = new Set([...outcome.jobIds, ...(await jobsSuspecting(form.enrolleeId))])
  await Promise.all([...[...jobIds].map(signalJob), ...outcome.linkIds.map(signalLink)])
  return { ok: true }
}

/**
 * Whom a form names, for whoever may erase people: asked before their password is, and once more when they are erased.
 * Refusals: enrollee_not_found, wrong_user_id.
 */
export async function personToErase({ enrolleeId, userId }: EraseForm): Promise<Outcome<{ person: Named }>> {
  const person = await db().enrollee.findUnique({ where: { id: enrolleeId }, select: whoSelect })
  if (!person) return notFound
  return person.erasedAt || person.userId === userId ? { ok: true, person } : otherUser
}

const personRowSchema = z.object({ environment: environmentSchema, userId: z.string(), erasedAt: z.date().nullable() })

async function eraseIn(tx: Tx, actor: Actor, { enrolleeId, userId }: EraseForm, strays: string[]) {
  // Import, links, callbacks, jobs, person: in the order of docs/decisions/021.
  // A file that is being made into links just now holds links that nobody else sees yet: they are there after this.
  await eraseImportRows(tx, enrolleeId)
  const links = await personalLinks(tx, enrolleeId)
  // A delivery that is being kept just now has asked who its job is for already: it ends first, and those that come
  // meanwhile wait and ask afterwards.
  await tx.$executeRaw`LOCK TABLE "Callback" IN SHARE ROW EXCLUSIVE MODE`
  await tx.$queryRaw`SELECT 1 FROM "Job" WHERE "enrolleeId" = ${enrolleeId}::uuid ORDER BY id FOR NO KEY UPDATE`
  const people = await tx.$queryRaw`
    SELECT environment, "userId", "erasedAt" FROM "Enrollee" WHERE id = ${enrolleeId}::uuid FOR UPDATE`
  const [person] = z.array(personRowSchema).parse(people)
  if (!person) return notFound
  if (person.erasedAt) return { ok: true, ...nothing } as const
  if (person.userId !== userId) return otherUser
  // From here on nobody makes a job of this person: what came before is seen, what comes after finds nobody.
  const jobs = await tx.job.findMany({ where: { enrolleeId }, select: { id: true } })
  const held = await tx.$queryRaw`
    SELECT 1 FROM "Job" WHERE "enrolleeId" = ${enrolleeId}::uuid AND "leaseUntil" > now() LIMIT 1`
  if (hasRow(held) || (await tx.job.count({ where: { enrolleeId, ...jobUnderWay } })) > 0) return underWay

  const jobIds = jobs.map(({ id }) => id)
  const pseudonym = erasedUserId(enrolleeId)
  const visits = await personalVisits(tx, links, jobIds)
  // What is under way ends first, so that no sitting begins behind the one that goes.
  await eraseVisits(tx, links, visits)
  const frames = await erasePictures(tx, jobIds, visits)
  const suspected = await eraseCallbacks(tx, { environment: person.environment, userId, jobIds }, strays)
  await eraseJobs(tx, actor, jobIds)
  await eraseLinks(tx, actor, links, () => pseudonym)
  await answerPeople(tx, actor, links, visits)
  await grantErasing(tx, actor, enrolleeId)
  await tx.$executeRaw`
    UPDATE "Enrollee" SET "userId" = ${pseudonym}, "displayName" = NULL, "enrolledAt" = NULL, "enrolledJobId" = NULL,
           "erasedAt" = now(), "erasedById" = ${actor.id}::uuid
     WHERE id = ${enrolleeId}::uuid`
  const operatorId = actor.id
  const detail = { jobs: jobIds.length, frames, links: links.length }
  await audit(tx, { operatorId, action: 'person.erased', objectType: 'person', objectId: enrolleeId, detail })
  await auditEach(tx, { operatorId, action: 'link.erased', objectType: 'link' }, links)
  return { ok: true, jobIds: [...jobIds, ...suspected], linkIds: links } as const
}

const whoSelect = {
  environment: true,
  userId: true,
  erasedAt: true,
  jobs: { select: { id: true } },
} satisfies Prisma.EnrolleeSelect
type Named = Prisma.EnrolleeGetPayload<{ select: typeof whoSelect }>
