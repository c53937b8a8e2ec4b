import 'server-only'
import { z } from 'zod'
import { environments } from '@/lib/domain/environment'
import { JOB_ID_TAIL } from '@/lib/domain/job'
import { may, type Staff } from '@/lib/domain/permissions'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { pool } from './pool'
import { personMatches } from './search'

/** The jobs a search finds: by an id, ours or Smile ID's, or by their person. */
export async function jobsFound(reader: Staff, query: string): Promise<Prisma.JobWhereInput> {
  if (!query) return {}
  const id = z.uuid().safeParse(query.toLowerCase())
  if (id.success) return { id: id.data }
  return (await shortIdWhere(reader, query)) ?? (await personWhere(reader, query))
}

/** A search that is worth its letters finds fewer people than this. */
const PEOPLE_MAX = 200

/**
 * The jobs of the people a search finds. Few people are asked for first: their jobs are found by an index, where a
 * condition on each job's person would have all jobs of a group gone through for them. Of many, the newest jobs are soon
 * met in any case.
 */
async function personWhere(reader: Staff, query: string): Promise<Prisma.JobWhereInput> {
  const matches = personMatches(reader, query)
  const people = await db().enrollee.findMany({ where: matches, take: PEOPLE_MAX + 1, select: { id: true } })
  return people.length > PEOPLE_MAX ? { enrollee: matches } : { enrolleeId: { in: people.map(({ id }) => id) } }
}

/** What Smile ID calls a job: ten digits with leading zeros (smile_job_id of its answers). */
const PROVIDERS_ID = /^\d{10}$/

/** How lists show a job's own id, with or without what stands before it there. */
const SHOWN_TAIL = new RegExp(`^…?[0-9a-f]{${JOB_ID_TAIL}}$`, 'i')

const idSchema = z.array(z.object({ id: z.uuid() }))

/** The jobs with a short id: Smile ID's, one in each environment at most, or the end of our own. */
async function jobsByShortId(query: string): Promise<{ id: string }[]> {
  if (PROVIDERS_ID.test(query)) return db().job.findMany({ where: { smileJobId: query }, select: { id: true } })
  if (!SHOWN_TAIL.test(query)) return []
  const tail = query.slice(-JOB_ID_TAIL).toLowerCase()
  // Written as its index is (0022). Tails are 48 bits of chance: more than one is a wonder.
  const { rows } = await pool().query({
    name: 'jobs-by-tail',
    text: `select "id" from "Job" where right("id"::text, 12) = $1 limit 10`,
    values: [tail],
  })
  return idSchema.parse(rows)
}

/**
 * The jobs with this short id; null: there are none. A telephone number may be somebody's user id and has ten or twelve
 * digits too, so a person of exactly that id is found beside them. Both are asked for first: an OR over two tables
 * would read every job.
 */
async function shortIdWhere(reader: Staff, query: string): Promise<Prisma.JobWhereInput | null> {
  const jobs = await jobsByShortId(query)
  if (jobs.length === 0) return null
  const people = may(reader, 'people.read')
    ? await db().enrollee.findMany({
        where: { userId: query, environment: { in: [...environments] } },
        select: { id: true },
      })
    : []
  return { OR: [{ id: { in: jobs.map(({ id }) => id) } }, { enrolleeId: { in: people.map(({ id }) => id) } }] }
}
