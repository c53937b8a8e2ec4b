import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CallbacksCard } from '@/components/jobs/callbacks-card'
import { FramesCard } from '@/components/jobs/frames-card'
import { JobHead } from '@/components/jobs/job-head'
import { LiveJob } from '@/components/jobs/live-job'
import { LookReasons } from '@/components/jobs/look-reason'
import { NoteCallout } from '@/components/jobs/note-callout'
import { SentCard } from '@/components/jobs/sent-card'
import { Timeline } from '@/components/jobs/timeline'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { needsNobody, type ToldStory, toldStory } from '@/lib/domain/consent-withdrawn'
import { isErased, personErased } from '@/lib/domain/erased'
import { jobStateView } from '@/lib/domain/job'
import { jobGroups } from '@/lib/domain/job-filter'
import { historyLine } from '@/lib/domain/job-history'
import { may } from '@/lib/domain/permissions'
import { soonTime, zoneName } from '@/lib/domain/time'
import { waitsOf } from '@/lib/domain/waits'
import { pageActor } from '@/lib/server/auth'
import { type JobView, READS_SHOWN, readJob } from '@/lib/server/job'
import { listCallbacks } from '@/lib/server/job-callbacks'
import { Standstill } from '../../standstill'
import { operatorZone } from '../../zone'
import { settleNote } from './actions'
import { readNotes } from './notes'
import { Verdict } from './verdict'

type Params = { params: Promise<{ jobId: string }> }

/** The id's end tells one tab from another; a name would be read by whoever looks at the screen or its history. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Job …${(await params).jobId.slice(-6)}` }
}

export default async function Job({ params }: Params) {
  const { jobId } = await params
  const actor = await pageActor('jobs.read', `/jobs/${encodeURIComponent(jobId)}`)
  // Before anything is read: what moves from here on is told by the stream.
  const now = new Date()
  const job = await readJob(actor, jobId)
  if (!job) notFound()
  const [callbacks, zone] = await Promise.all([listCallbacks(actor, job.id), operatorZone()])

  const gone = isErased(job.person.userId)
  const told = storyOf(job, gone)
  const { story, beside } = told
  const notes = await readNotes(actor, job, callbacks.newest)
  const mayReadCallbacks = may(actor, 'callbacks.read', job.createdById)
  const mayView = may(actor, 'frames.view', job.createdById)
  const reader = { time: (at: Date, from: Date) => soonTime(at, from, zone, now) }
  const isUnderWay = !gone && jobGroups.waiting.states.some((state) => state === job.state)
  const settleable = !needsNobody(job) && may(actor, 'reports.settle', job.createdById) ? waitsOf(job) : []

  return (
    <LookReasons>
      <LiveJob jobId={job.id} drawnAt={now.getTime()} />
      <JobHead job={job} mayView={mayView} />
      {isUnderWay ? <Standstill actor={actor} environments={[job.environment]} now={now} /> : null}
      <p role="status" className="sr-only">
        {jobStateView[job.state].name}. {[story, ...beside, ...notes].map(({ headline }) => `${headline}.`).join(' ')}
      </p>
      <Verdict actor={actor} job={job} told={told} now={now} zone={zone} />
      {beside.map(({ headline, words }) => (
        <Callout key={headline} tone="warn" title={`${headline}.`} className="mb-6">
          {words}
        </Callout>
      ))}
      {notes.map((note) => (
        <NoteCallout
          key={note.code ?? note.kind}
          note={note}
          suspects={note.suspects}
          mayRead={mayReadCallbacks}
          settle={settleable.includes(note.kind) ? settleNote.bind(null, job.id, note.ids[0]) : null}
        />
      ))}
      <div className="grid items-start gap-5 desk:grid-cols-[minmax(0,1fr)_320px] desk:gap-6">
        <Card title="History" aside={`Times in ${zoneName(zone, now)}`}>
          <Timeline lines={job.events.map((event) => historyLine(event, reader, job.type))} zone={zone} />
          {job.hasOlderReads ? (
            <p className="mt-4 text-[0.8125rem] text-ink-3">
              Of the looks at the status only the newest {READS_SHOWN} are shown.
            </p>
          ) : null}
        </Card>
        <div className="grid gap-4">
          <FramesCard jobId={job.id} frames={job.frames} gate={job.gate} mayView={mayView} />
          <SentCard job={job} zone={zone} />
          <CallbacksCard
            callbacks={callbacks.newest}
            older={callbacks.older}
            mayRead={mayReadCallbacks}
            zone={zone}
            none={
              job.state === 'refused'
                ? 'None. Smile ID refused this job, so none is expected.'
                : 'None yet. The result is also read from Smile ID directly.'
            }
          />
        </div>
      </div>
    </LookReasons>
  )
}

/** What the page says first of a job, and what stands beside it. */
function storyOf(job: JobView, gone: boolean): ToldStory {
  return gone ? { story: personErased, beside: [], isWithdrawal: false } : toldStory(job, job.mayHaveGoneOut)
}
