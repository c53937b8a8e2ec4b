'use client'
import { Door } from '@/components/operators/door'
import { Button } from '@/components/ui/button'
import { databaseAway } from '@/components/ui/database-away'
import { portalAway, useWayBack } from '@/components/ui/use-way-back'

/** Something broke that nobody could have acted on. The digest finds it in the server's log; nothing else is told. */
export default function Broken({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const isAway = useWayBack(error, retry)
  if (isAway) return <Door title={portalAway.title} below={portalAway.text} />
  if (databaseAway.isIt(error))
    return (
      <Door title={databaseAway.title} below={databaseAway.text}>
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      </Door>
    )
  return (
    <Door
      title="Something went wrong"
      below={`This is a fault of Kioo, not yours. Try again; if it stays, tell whoever runs Kioo${error.digest ? ' and give them the number below' : ''}.`}
    >
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
      {error.digest ? (
        <p className="mt-4 text-[0.8125rem] text-ink-3">
          For the log: <span className="id">{error.digest}</span>
        </p>
      ) : null}
    </Door>
  )
}
