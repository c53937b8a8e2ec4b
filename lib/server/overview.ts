import 'server-only'
import { type JobFilter, type JobGroup, jobGroups } from '@/lib/domain/job-filter'
import type { Staff } from '@/lib/domain/permissions'
import { db } from './db'
import { countGroup, countJobs, type JobRow, jobRow, jobRowFor, listJobs } from './jobs'

const SHOWN = 5

const everything: JobFilter = { group: null, environment: null, today: false, query: '', before: null }

/** What the first page tells. `since`: when today began in the reader's zone. */
export async function readOverview(reader: Staff, since: Date) {
  const [today, all, waiting, person, recent] = await Promise.all([
    countJobs(reader, { ...everything, today: true }, since),
    countOpen(reader, since),
    listWaiting(reader),
    listJobs(reader, { ...everything, group: 'person' }, since, SHOWN),
    listJobs(reader, everything, since, SHOWN),
  ])
  return {
    today,
    all,
    waiting,
    person: person.jobs,
    recent: recent.jobs,
    /** Fewer jobs than the page has room for: somebody is finding their way in. */
    isBeginning: recent.jobs.length < SHOWN,
  }
}

/** Only what is still open: whatever has ended is by far the most, and nobody asks here how many those are. */
async function countOpen(reader: Staff, since: Date) {
  const count = (group: JobGroup) => countGroup(reader, everything, since, group)
  const [person, waiting, provisional] = await Promise.all([count('person'), count('waiting'), count('provisional')])
  return { person, waiting, provisional }
}

/** What has waited longest comes first: that is what somebody should look at. */
async function listWaiting(reader: Staff): Promise<JobRow[]> {
  const rows = await db().job.findMany({
    where: { state: { in: [...jobGroups.waiting.states, ...jobGroups.provisional.states] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: SHOWN,
    select: jobRow,
  })
  return rows.map((row) => jobRowFor(reader, row))
}
