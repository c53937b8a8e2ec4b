import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CallbacksCard } from '@/components/jobs/callbacks-card'
import { FramesCard } from '@/components/jobs/frames-card'
import { JobHead } from '@/components/jobs/job-head'
import { LiveJob } from '@/components/jobs/live-job'
import { LookReasons } from '@/components/jobs/look-reason'
import { NextSteps } from '@/components/jobs/next-steps'
import { NoteCallout } from '@/components/jobs/note-callout'
import { SentCard } from '@/components/jobs/sent-card'
import { Timeline } from '@/components/jobs/timeline'
import { AskButton } from '@/components/ui/ask-button'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DocumentLink } from '@/components/ui/document-link'
import { needsNobody, type ToldStory, toldStory } from '@/lib/domain/consent-withdrawn'
import { isErased, personErased } from '@/lib/domain/erased'
import { hastenable } from '@/lib/domain/hasten'
import { jobStateView, REGISTER } from '@/lib/domain/job'
import { jobGroups } from '@/lib/domain/job-filter'
import { historyLine } from '@/lib/domain/job-history'
import { jobNotes, noteAfterWithdrawal } from '@/lib/domain/job-notes'
import { may } from '@/lib/domain/permissions'
import { mayRedrive } from '@/lib/domain/redrive'
import { maySendAgain } from '@/lib/domain/send-again'
import { soonTime, zoneName } from '@/lib/domain/time'
import { waitsOf } from '@/lib/domain/waits'
import { pageActor } from '@/lib/server/auth'
import { type JobView, READS_SHOWN, readJob } from '@/lib/server/job'
import { listCallbacks } from '@/lib/server/job-callbacks'
import { readSuspects } from '@/lib/server/suspects'
import { Standstill } from '../../standstill'
import { operatorZone } from '../../zone'
import { hasten, redrive, sendAgain, settleNote } from './actions'

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
  const { story, beside, isWithdrawal } = storyOf(job, gone)
  const bodies = new Map(callbacks.newest.map(({ id, raw }) => [id, raw ?? '']))
  const kept = new Map(
    job.events.flatMap(({ kind, detail }) => (kind === 'callback' ? [[detail.callbackId, detail.kept]] : [])),
  )
  const isOver = needsNobody(job)
  const notes = await Promise.all(
    (gone ? [] : jobNotes(job.events)).map(async (note) => {
      const ids = note.kind === 'report' ? note.callbackIds : []
      // What is kept of a report is for whoever may read the report.
      const reports = ids.flatMap((id) => {
        const body = bodies.get(id)
        return body === undefined ? [] : [{ body, kept: kept.get(id) }]
      })
      return {
        ...(isOver ? noteAfterWithdrawal(note) : note),
        suspects: await readSuspects(actor, job.environment, reports),
      }
    }),
  )
  const mayReadCallbacks = may(actor, 'callbacks.read', job.createdById)
  const mayView = may(actor, 'frames.view', job.createdById)
  const reader = { time: (at: Date, from: Date) => soonTime(at, from, zone, now) }
  const mayRetry = !gone && !job.isBarred && !job.sentAgainAs && may(actor, 'jobs.retry', job.createdById)
  // Its button is keyed by the history: what an earlier press was told is old after the next line.
  const waiting = mayRetry ? hastenable(job, now) : null
  const isUnderWay = !gone && jobGroups.waiting.states.some((state) => state === job.state)
  const maySend = mayRetry && maySendAgain(job.state) && job.frames.length > 0
  const settleable = !isOver && may(actor, 'reports.settle', job.createdById) ? waitsOf(job) : []
  // Whoever sits at the desk goes on with the next person from here.
  const isOwnDesk = job.type === REGISTER && !job.link && job.createdById === actor.id && may(actor, 'jobs.create')

  return (
    <LookReasons>
      <LiveJob jobId={job.id} drawnAt={now.getTime()} />
      <JobHead job={job} mayView={mayView} />
      {isUnderWay ? <Standstill actor={actor} environments={[job.environment]} now={now} /> : null}
      <p role="status" className="sr-only">
        {jobStateView[job.state].name}. {[story, ...beside, ...notes].map(({ headline }) => `${headline}.`).join(' ')}
      </p>
      <Callout
        tone={gone ? 'idle' : isWithdrawal ? 'warn' : jobStateView[job.state].tone}
        title={`${story.headline}.`}
        className="mb-6"
        action={
          <>
            <NextSteps
              steps={story.next}
              job={{ id: job.id, type: job.type, enrolleeId: job.enrollee.id }}
              mayCapture={may(actor, 'jobs.create') && !job.sentAgainAs}
              maySend={maySend}
              sendAgain={sendAgain}
              redrive={mayRetry && mayRedrive(job) ? redrive : null}
            />
            {waiting ? (
              <AskButton action={hasten.bind(null, job.id)} isGoing key={job.events[0]?.id}>
                {waiting === 'try' ? 'Try now' : 'Ask Smile ID now'}
              </AskButton>
            ) : null}
            {gone || job.state === 'approved' ? (
              <LinkButton href={`/enrollees/${job.enrollee.id}`}>Open the enrollee</LinkButton>
            ) : null}
            {isOwnDesk ? (
              <DocumentLink href="/enroll?next=1" variant="secondary">
                Next person
              </DocumentLink>
            ) : null}
          </>
        }
      >
        {story.words}
        {job.sentAgainAs ? ' It was sent again already, as the job that is linked above.' : null}
      </Callout>
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
