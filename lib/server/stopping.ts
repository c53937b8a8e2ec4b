import 'server-only'
import { oncePerProcess } from './once-per-process'

const state = oncePerProcess('stopping', () => ({
  isStopping: false,
  isClosing: false,
  listeners: new Set<() => void>(),
}))

/** Whether this process was told to stop: it finishes what it has begun and should be sent nothing new. */
export function isStopping(): boolean {
  return state.isStopping
}

/** Calls `stop` when the process closes its door; for what would never end by itself. The returned function forgets it. */
export function onStop(stop: () => void): () => void {
  // Begun while the last answers go out: nobody will say so again.
  if (state.isClosing) queueMicrotask(stop)
  state.listeners.add(stop)
  return () => state.listeners.delete(stop)
}

/** From here on the portal says that it should be sent nothing new, and takes what comes all the same. */
export function beginToStop(): void {
  state.isStopping = true
}

/** Everything that would never end by itself, ends. */
export function endWhatStays(): void {
  state.isClosing = true
  for (const stop of [...state.listeners]) stop()
}
