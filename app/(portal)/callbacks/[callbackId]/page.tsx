import { RefreshCw } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CallbackBody } from '@/components/callbacks/callback-body'
import { LiveJob } from '@/components/jobs/live-job'
import { AskButton } from '@/components/ui/ask-button'
import { StateBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { PageHead } from '@/components/ui/page-head'
import { Time } from '@/components/ui/time'
import { callbacksHref } from '@/lib/domain/callback-filter'
import { callbackTitle } from '@/lib/domain/callback-title'
import {
  callbackConsequence,
  callbackReason,
  callbackSealWords,
  callbackTone,
  callbackWords,
} from '@/lib/domain/callback-words'
import { environmentName } from '@/lib/domain/environment'
import { isErased } from '@/lib/domain/erased'
import { may } from '@/lib/domain/permissions'
import { pageActor } from '@/lib/server/auth'
import { readCallbackView } from '@/lib/server/callback'
import { operatorZone } from '../../zone'
import { applyCallbackAgain } from '../actions'

export const metadata: Metadata = { title: 'Callback' }

type Params = { params: Promise<{ callbackId: string }> }

export default async function Callback({ params }: Params) {
  const { callbackId } = await params
  const actor = await pageActor('callbacks.read', `/callbacks/${encodeURIComponent(callbackId)}`)
  // Before anything is read: what moves from here on is told by the stream.
  const now = new Date()
  const callback = await readCallbackView(actor, callbackId)
  if (!callback) notFound()
  const zone = await operatorZone()
  const { job, resultCode, state, reason, repeats, receivedAt, timestamp, body, seal } = callback
  return (
    <>
      {job ? <LiveJob jobId={job.id} drawnAt={now.getTime()} /> : null}
      <PageHead
        above={<Link href="/callbacks">Callbacks</Link>}
        title={[resultCode, callbackTitle(callback)].filter(Boolean).join(': ')}
        below={<Time at={receivedAt} zone={zone} show="full" />}
      />
      <Callout
        tone={callbackTone(state)}
        title={`${callbackWords(state, reason)}.`}
        className="mb-6"
        action={
          job && !isErased(job.person.userId) && may(actor, 'callbacks.apply') ? (
            <AskButton
              action={applyCallbackAgain.bind(null, callback.id)}
              done="Smile ID is being asked now; the job’s history shows its answer."
            >
              <RefreshCw aria-hidden /> Apply again
            </AskButton>
          ) : null
        }
      >
        {callbackConsequence(state, reason)}
      </Callout>
      <div className="grid items-start gap-5 desk:grid-cols-[minmax(0,1fr)_320px] desk:gap-6">
        <Card title="Body" aside={`${body.bytes} bytes`}>
          <CallbackBody {...body} />
          {seal ? <p className="mt-2 text-[0.8125rem] text-ink-3">{callbackSealWords[seal]}</p> : null}
        </Card>
        <Card title="About">
          <DefinitionList
            items={[
              { name: 'Job', value: job ? <JobLink id={job.id} /> : 'none of ours' },
              { name: 'Job’s state', value: job && <StateBadge state={job.state} /> },
              { name: 'Environment', value: job && environmentName[job.environment] },
              { name: 'Came', value: repeats > 0 ? `${repeats + 1} times` : 'once' },
              { name: 'Why', value: reason && callbackReason(reason) },
              { name: 'Its own time', value: timestamp },
            ]}
          />
          {job ? (
            <p className="mt-4 text-[0.8125rem]">
              <Link href={callbacksHref({ jobId: job.id })} className="link">
                All callbacks of this job
              </Link>
            </p>
          ) : null}
        </Card>
      </div>
    </>
  )
}

function JobLink({ id }: { id: string }) {
  return (
    <Link href={`/jobs/${id}`} className="link id">
      …{id.slice(-12)}
    </Link>
  )
}
