'use client'
import { useEffect, useRef, useState } from 'react'

/** The value, changing no faster than this (milliseconds): what changes faster can be neither read nor heard. */
export function useSpaced<T>(value: T, ms: number): T {
  const [said, say] = useState(value)
  const last = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (value === said) return
    const timer = setTimeout(
      () => {
        last.current = performance.now()
        say(value)
      },
      Math.max(0, last.current + ms - performance.now()),
    )
    return () => clearTimeout(timer)
  }, [value, said, ms])
  return said
}
