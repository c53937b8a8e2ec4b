'use client'
import { useEffect, useState } from 'react'
import { holdDrawings } from './hold-drawings'
import { isReachable } from './is-reachable'

const ASK_MS = 1_000
/** A page that breaks again this soon is not tried again by itself, unless the portal was away. */
const ONCE_IN_MS = 60_000

let triedAt = Number.NEGATIVE_INFINITY

/**
 * For an error page: tries again by itself, once, as soon as the portal answers, for a portal that is started anew
 * breaks what is being drawn. Says whether it is away.
 */
export function useWayBack(retry: () => void): boolean {
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    holdDrawings()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const look = async (wasAway: boolean) => {
      const isThere = await isReachable()
      if (isOver) return
      if (!isThere) {
        setAway(true)
        timer = setTimeout(() => look(true), ASK_MS)
      } else if (wasAway || performance.now() - triedAt > ONCE_IN_MS) {
        triedAt = performance.now()
        retry()
      }
    }
    look(false)
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
