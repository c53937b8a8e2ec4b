import type { Metadata } from 'next'
import Link from 'next/link'
import { LiveStatus } from '@/components/status/live-status'
import { StatusList } from '@/components/status/status-list'
import { Callout } from '@/components/ui/callout'
import { PageHead } from '@/components/ui/page-head'
import { Time } from '@/components/ui/time'
import { healthLines } from '@/lib/domain/health-words'
import { shortTime, zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { readHealth } from '@/lib/server/health'
import { operatorZone } from '../../zone'

export const metadata: Metadata = { title: 'Status' }

export default async function Status() {
  await pageActor('status.read', '/settings/status')
  const [health, zone] = await Promise.all([readHealth(), operatorZone()])
  const now = new Date()
  const lines = healthLines(health, { time: (at) => shortTime(at, zone, now) })
  const wrong = lines.filter(({ tone }) => tone !== 'ok')
  const [worst] = wrong
  return (
    <>
      <LiveStatus />
      <PageHead
        above={<Link href="/settings">Settings</Link>}
        title="Status"
        below={
          <>
            As of <Time at={now} zone={zone} show="clock" /> {zoneName(zone, now, 'short')}; it follows by itself.
          </>
        }
      />
      <Callout
        role="status"
        tone={worst?.tone ?? 'ok'}
        title={worst ? needLook(wrong.length) : 'Everything works.'}
        className="mb-6"
      >
        {worst
          ? 'What it means for the people waiting stands below.'
          : 'Selfies go out, results come in, and what is confirmed is kept.'}
      </Callout>
      <StatusList lines={lines} />
      <p className="mt-4 max-w-[72ch] px-1 text-[0.8125rem] text-ink-3">
        Machines ask at <code>/api/health/live</code> whether this process lives, and at <code>/api/health/ready</code>{' '}
        whether it should be sent requests.
      </p>
    </>
  )
}

function needLook(count: number): string {
  return count === 1 ? 'One thing needs a look.' : `${count} things need a look.`
}
