'use client'
import { CloudAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** A bug or a missing database: said plainly, with a way on. Details stay in the log. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div role="alert" className="rounded-card border border-line bg-surface shadow-lift">
      <EmptyState
        icon={<CloudAlert aria-hidden />}
        title="This page could not be made"
        action={
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        Nothing you sent is lost. If it happens again, tell an administrator
        {error.digest ? (
          <>
            {' '}
            and name <span className="id">{error.digest}</span>
          </>
        ) : null}
        .
      </EmptyState>
    </div>
  )
}
