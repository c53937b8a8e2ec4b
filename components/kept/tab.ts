import { limited } from '@/components/ui/limited'

/** How long another holder of this tab's name is waited for; a page that is being reloaded is gone sooner. */
const OTHER_HOLDER_MS = 2_000

/** Newer names come last in order; two made in one moment are two all the same. */
const newName = () => `${Date.now()}-${crypto.getRandomValues(new Uint32Array(1))[0]}`

/**
 * The name of this tab on one side, held until the signal: its own from before a reload, else that of a closed tab
 * that left something behind, the newest first, else a new one. A duplicated tab brings a name along that the first
 * one holds, and gets another: no two tabs ever have one.
 */
export async function holdTab(side: string, leftBehind: readonly string[], signal: AbortSignal): Promise<string> {
  // About nobody: it names this tab's place among what the browser keeps.
  const key = `kioo.tab.${side}`
  const lock = (name: string) => `kioo-${side}-${name}`
  const own = sessionStorage.getItem(key)
  if (own && (await hold(lock(own), { signal: limited(signal, OTHER_HOLDER_MS) }, signal))) return own
  const closed = [...leftBehind].sort().reverse()
  for (const name of [...closed, newName()]) {
    if (!(await hold(lock(name), { ifAvailable: true }, signal))) continue
    sessionStorage.setItem(key, name)
    return name
  }
  throw new Error('The page has been left')
}

/** Takes a lock and holds it until the signal; false: it could not be had. */
function hold(name: string, how: LockOptions, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(name, how, (lock) => {
        resolve(lock !== null && !signal.aborted)
        if (!lock || signal.aborted) return
        return new Promise<void>((release) => signal.addEventListener('abort', () => release(), { once: true }))
      })
      .catch(() => resolve(false))
  })
}
