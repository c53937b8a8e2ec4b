'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
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

/** Forgets what is kept under a name, by the vault of now: it may have opened since whoever calls was drawn. */
export function useForget(vault: Vault | null | undefined, name: string): () => Promise<void> {
  const latest = useRef(vault)
  useEffect(() => {
    latest.current = vault
  })
  return useCallback(async () => latest.current?.forget(name), [name])
}
