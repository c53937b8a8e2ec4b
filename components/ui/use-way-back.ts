'use client'
import { useEffect, useState } from 'react'
import { holdDrawings } from './hold-drawings'
import { isReachable } from './is-reachable'

const ASK_MS = 2_000
/** A page that breaks again this soon is not tried again by itself, unless the portal was away. */
const ONCE_IN_MS = 60_000

let triedAt = Number.NEGATIVE_INFINITY

/**
 * For an error page: tries again by itself, once, for a portal that is started anew breaks what is being drawn; and
 * whenever the portal was away and answers again. Says whether it is away.
 */
export function useWayBack(retry: () => void): boolean {
  const [isAway, setAway] = useState(false)
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
      // What breaks anew may be shown by this very page.
      timer = setTimeout(() => look(!isThere), ASK_MS)
    }
    look(performance.now() - triedAt > ONCE_IN_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [retry])
  return isAway
}

/** What an error page says meanwhile. */
export const portalAway = {
  title: 'The portal could not be reached',
  text: 'Nothing you sent is lost. This page goes on by itself as soon as the portal answers.',
}
