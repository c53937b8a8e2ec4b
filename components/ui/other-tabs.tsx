'use client'
import { useEffect, useEffectEvent } from 'react'

/** What the tabs of one browser tell each other. It is about nobody. */
type TabNews = 'signed-in' | 'signed-out'

/** Tells all other tabs of this browser, once this is on a page. */
export function TellOtherTabs({ news }: { news: TabNews }) {
  useEffect(() => {
    const channel = new BroadcastChannel(nameOf(news))
    channel.postMessage(null)
    channel.close()
  }, [news])
  return null
}

/** Calls `onTold` whenever another tab tells this, while `listens`. */
export function useOtherTabs(news: TabNews, onTold: () => void, listens = true): void {
  const hear = useEffectEvent(onTold)
  useEffect(() => {
    if (!listens) return
    const channel = new BroadcastChannel(nameOf(news))
    channel.onmessage = () => hear()
    return () => channel.close()
  }, [news, listens])
}

const nameOf = (news: TabNews) => `kioo.${news}`
