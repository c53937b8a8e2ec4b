'use client'
import { useEffect, useState } from 'react'
import { openVault, type Side, type Vault } from './vault'

/** The page's vault; undefined while it is being opened, null when there is none and the page goes on without it. */
export function useVault(side: Side, secret: string): Vault | null | undefined {
  const [vault, setVault] = useState<Vault | null>()
  useEffect(() => {
    const leaving = new AbortController()
    openVault(side, secret, leaving.signal).then((opened) => {
      if (!leaving.signal.aborted) setVault(opened)
    })
    return () => leaving.abort()
  }, [side, secret])
  return vault
}
