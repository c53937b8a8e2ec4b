'use client'
import { CloudAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { databaseAway } from '@/components/ui/database-away'
import { EmptyState } from '@/components/ui/empty-state'
import { portalAway, useWayBack } from '@/components/ui/use-way-back'

/** A bug or a missing database: said plainly, with a way on. Details stay in the log. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const isAway = useWayBack(error, retry)
  const away = isAway ? portalAway : databaseAway.isIt(error) ? databaseAway : null
  return (
    <div role="alert" className="rounded-card border border-line bg-surface shadow-lift">
      <EmptyState
        isPage
        icon={<CloudAlert aria-hidden />}
        title={away?.title ?? 'This page could not be made'}
        action={
          isAway ? null : (
            <Button variant="primary" onClick={() => retry()}>
              Try again
            </Button>
          )
        }
      >
        {away?.text ?? <Fault digest={error.digest} />}
      </EmptyState>
    </div>
  )
}

function Fault({ digest }: { digest: string | undefined }) {
  return (
    <>
      Nothing you sent is lost. If it happens again, tell an administrator
      {digest ? (
        <>
          {' '}
          and name <span className="id">{digest}</span>
        </>
      ) : null}
      .
    </>
  )
}
