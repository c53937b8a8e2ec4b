'use client'
import { useEffect, useState } from 'react'
import { databaseAway } from './database-away'
import { holdDrawings } from './hold-drawings'
import { isReachable } from './is-reachable'

const ASK_MS = 2_000
/** A portal that answers is asked for the page this often, while its database is away. */
const DATABASE_MS = 5_000
/** A page that breaks again this soon is not tried again by itself, unless the portal was away. */
const ONCE_IN_MS = 60_000

let triedAt = Number.NEGATIVE_INFINITY

/**
 * Has an error page try again by itself: once, because a portal that is being restarted breaks what is being drawn;
 * whenever the portal was away and answers again; and, while it is the database that is away, every few seconds. Returns
 * whether the portal is away.
 */
export function useWayBack(error: { digest?: string }, retry: () => void): boolean {
  const [isAway, setAway] = useState(false)
  const isDatabase = databaseAway.isIt(error)
  useEffect(() => {
    holdDrawings()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const look = async (isDue: boolean) => {
      const isThere = await isReachable()
      if (isOver) return
      setAway(!isThere)
      if (isThere && isDue) {
        triedAt = performance.now()
        retry()
      }
      // It may break once more and be shown by this same page, so looking goes on.
      timer = setTimeout(() => look(!isThere || isDatabase), isDatabase ? DATABASE_MS : ASK_MS)
    }
    if (isDatabase) timer = setTimeout(() => look(true), DATABASE_MS)
    else look(performance.now() - triedAt > ONCE_IN_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [retry, isDatabase])
  return isAway
}

/** What an error page says meanwhile. */
export const portalAway = {
  title: 'The portal could not be reached',
  text: 'Nothing you sent is lost. This page goes on by itself as soon as the portal answers.',
}
