import 'server-only'
import { oncePerProcess } from './once-per-process'

/** What is still under way this long after the word to stop is cut off; whoever started us waits 25 s. */
const EXIT_MS = 22_000

const state = oncePerProcess('stopping', () => ({ isStopping: false, listeners: new Set<() => void>() }))

/** Whether this process was told to stop: it finishes what it has begun and should be sent nothing new. */
export function isStopping(): boolean {
  return state.isStopping
}

/**
 * Calls `stop` when the process is told to, or in a moment if it already was; for what would never end by itself. The
 * returned function forgets it.
 */
export function onStop(stop: () => void): () => void {
  if (state.isStopping) queueMicrotask(stop)
  state.listeners.add(stop)
  return () => state.listeners.delete(stop)
}

/** Everything that has to stop, stops. */
export function beginToStop(): void {
  state.isStopping = true
  for (const stop of [...state.listeners]) stop()
}

/**
 * Listens for the word to stop. Next closes its own server then and waits for what is under way, so streams that
 * never end have to be ended, and in the end so has the process.
 */
export function learnToStop(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      beginToStop()
      setTimeout(() => process.exit(0), EXIT_MS).unref()
    })
}
