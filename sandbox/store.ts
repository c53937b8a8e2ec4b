import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Enrollee, enrolleeSchema, type Job, jobSchema } from './job'
import { openJournal, readJournal } from './journal'
import { type Calls, callsSchema, type LedgerEntry, ledgerEntrySchema, noCalls } from './ledger'
import { lockFolder } from './lock'
import { type SetScenario, setScenarioSchema, wellBehaved } from './scenario'

const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('serial'), serial: z.number().int() }),
  z.object({ kind: z.literal('job'), job: jobSchema }),
  z.object({ kind: z.literal('enrollee'), enrollee: enrolleeSchema }),
  z.object({ kind: z.literal('ledger'), entry: ledgerEntrySchema }),
  z.object({ kind: z.literal('calls'), calls: callsSchema }),
  z.object({ kind: z.literal('scenario'), set: setScenarioSchema }),
])

type Entry = z.infer<typeof entrySchema>

export type Store = ReturnType<typeof openStore>

const key = (partnerId: string, id: string) => JSON.stringify([partnerId, id])

/** All the sandbox remembers: jobs and enrollees in memory, every change in a journal, zips as files. */
export function openStore(folder: string) {
  const zips = join(folder, 'zips')
  mkdirSync(zips, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(join(folder, 'lock'))
  const jobs = new Map<string, Job>()
  const byJobId = new Map<string, string>()
  const enrollees = new Map<string, Enrollee>()
  const ledger = new Map<string, LedgerEntry>()
  let calls = noCalls
  let scenario = wellBehaved
  let serial = 0

  const apply = (entry: Entry) => {
    if (entry.kind === 'serial') serial = entry.serial
    else if (entry.kind === 'ledger') ledger.set(key(entry.entry.partnerId, entry.entry.jobId), entry.entry)
    else if (entry.kind === 'calls') calls = entry.calls
    else if (entry.kind === 'scenario') scenario = entry.set
    else if (entry.kind === 'enrollee')
      enrollees.set(key(entry.enrollee.partnerId, entry.enrollee.userId), entry.enrollee)
    else {
      jobs.set(entry.job.smileJobId, entry.job)
      byJobId.set(key(entry.job.partnerId, entry.job.jobId), entry.job.smileJobId)
      serial = Math.max(serial, Number(entry.job.smileJobId))
    }
  }
  function* live(): Generator<Entry> {
    yield { kind: 'serial', serial }
    for (const job of jobs.values()) yield { kind: 'job', job }
    for (const enrollee of enrollees.values()) yield { kind: 'enrollee', enrollee }
    for (const entry of ledger.values()) yield { kind: 'ledger', entry }
    yield { kind: 'calls', calls }
    yield { kind: 'scenario', set: scenario }
  }

  const path = join(folder, 'journal.jsonl')
  for (const line of readJournal(path)) {
    const entry = entrySchema.safeParse(line)
    if (entry.success) apply(entry.data)
    else console.error('Sandbox: left out a line of the journal that it does not understand.')
  }
  const journal = openJournal(path, live)
  const record = (entry: Entry) => {
    apply(entry)
    journal.append(entry)
  }
  const zipPath = (smileJobId: string) => join(zips, `${smileJobId}.zip`)

  return {
    /** Newest first. */
    jobs: (): Job[] => [...jobs.values()].reverse(),
    job: (smileJobId: string): Job | undefined => jobs.get(smileJobId),
    jobByJobId: (partnerId: string, jobId: string): Job | undefined =>
      jobs.get(byJobId.get(key(partnerId, jobId)) ?? ''),
    saveJob: (job: Job) => record({ kind: 'job', job }),
    /** Ten digits, counting up, never used twice. */
    nextSmileJobId: (): string => String(serial + 1).padStart(10, '0'),
    enrollee: (partnerId: string, userId: string): Enrollee | undefined => enrollees.get(key(partnerId, userId)),
    enrollees: (): Enrollee[] => [...enrollees.values()],
    saveEnrollee: (enrollee: Enrollee) => record({ kind: 'enrollee', enrollee }),
    ledger: (): LedgerEntry[] => [...ledger.values()],
    ledgerEntry: (partnerId: string, jobId: string): LedgerEntry | undefined => ledger.get(key(partnerId, jobId)),
    saveLedgerEntry: (entry: LedgerEntry) => record({ kind: 'ledger', entry }),
    calls: (): Calls => calls,
    countCall: (step: keyof Calls) => record({ kind: 'calls', calls: { ...calls, [step]: calls[step] + 1 } }),
    scenario: (): SetScenario => scenario,
    saveScenario: (set: SetScenario) => record({ kind: 'scenario', set }),
    hasZip: (smileJobId: string): boolean => existsSync(zipPath(smileJobId)),
    readZip: (smileJobId: string): Promise<Uint8Array> => readFile(zipPath(smileJobId)),
    /** Whole or not at all: written beside. `keep` gives it its name at once, `drop` forgets it. */
    async writeZip(smileJobId: string, zip: Uint8Array): Promise<{ keep: () => void; drop: () => void }> {
      const beside = `${zipPath(smileJobId)}.${randomBytes(6).toString('hex')}`
      await writeFile(beside, zip, { mode: 0o600 })
      return { keep: () => renameSync(beside, zipPath(smileJobId)), drop: () => rmSync(beside, { force: true }) }
    },
    /** Forgets jobs, enrollees, pictures and the ledger; a scenario stays. Numbers go on counting, so that no SmileJobID comes back. */
    reset() {
      jobs.clear()
      byJobId.clear()
      enrollees.clear()
      ledger.clear()
      calls = noCalls
      journal.rewrite(live())
      rmSync(zips, { recursive: true, force: true })
      mkdirSync(zips, { recursive: true, mode: 0o700 })
    },
    close() {
      journal.close()
      unlock()
    },
  }
}
