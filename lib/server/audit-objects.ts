import 'server-only'
import { z } from 'zod'
import { db } from './db'

type AboutRow = { objectType: string; objectId: string; detail?: unknown }
type About = { name: string; href: string }

const ofJob = z.object({ jobId: z.uuid() })

/** The thing whose page shows what a line is about. A picture's is its job's. */
function thingOf({ objectType, objectId, detail }: AboutRow): { kind: string; id: string } {
  const job = objectType === 'frame' ? ofJob.safeParse(detail).data : undefined
  return job ? { kind: 'job', id: job.jobId } : { kind: objectType, id: objectId }
}

/** Where the things of these lines are to be seen. Null: they have no page, or are no longer there. */
export async function auditHrefs(rows: readonly AboutRow[]): Promise<(row: AboutRow) => About | null> {
  const things = rows.map(thingOf)
  const where = (kind: string) => ({ id: { in: [...new Set(things.filter((t) => t.kind === kind).map((t) => t.id))] } })
  const select = { id: true } as const
  const [jobs, people, links, callbacks] = await Promise.all([
    db().job.findMany({ where: where('job'), select }),
    db().enrollee.findMany({ where: where('person'), select }),
    db().link.findMany({ where: where('link'), select }),
    db().callback.findMany({ where: where('callback'), select }),
  ])
  const there = new Set([...jobs, ...people, ...links, ...callbacks].map(({ id }) => id))
  return (row) => {
    const { kind, id } = thingOf(row)
    if (kind === 'operator') return { name: 'An operator', href: '/settings/operators' }
    if (kind === 'organisation') return { name: 'The organisation', href: '/settings/organisation' }
    const page = pages[kind]
    return page && there.has(id) ? { name: `${page.name} …${id.slice(-12)}`, href: `${page.path}/${id}` } : null
  }
}

const pages: Record<string, { name: string; path: string }> = {
  job: { name: 'Job', path: '/jobs' },
  person: { name: 'Person', path: '/enrollees' },
  link: { name: 'Link', path: '/links' },
  callback: { name: 'Callback', path: '/callbacks' },
}
