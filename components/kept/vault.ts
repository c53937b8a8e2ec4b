import { type Kept, readAll, remove, write } from './database'
import { inTurn } from './in-turn'
import { limited } from './limited'
import { markOf, newKey, open, pageKey, seal } from './seal'

/** Whose things: an operator's at the desk, or a person's on a visit. Each is wiped by itself. */
export type Side = 'desk' | 'visit'

/** Milliseconds for which pictures wait in a browser. */
export const PICTURES_KEPT_MS = 30 * 60 * 1_000

/** How long another tab of the same side is waited for; a page that is being reloaded is gone sooner. */
const OTHER_TAB_MS = 2_000

export type Recalled = { parts: ArrayBuffer[]; until: number }

/** What this page keeps in the browser, and may find again after a reload. Nothing of it ever throws. */
export type Vault = {
  keep(name: string, parts: readonly Blob[], until: number): Promise<void>
  recall(name: string): Promise<Recalled | null>
  forget(name: string): Promise<void>
}

const placeOf = (side: Side, name: string) => `${side}/${name}`
const sideOf = ({ place }: Kept) => place.split('/')[0]

/** Wipes everything of one side, whoever kept it: nobody sits there any more. */
export async function wipeSide(side: Side): Promise<void> {
  for (const kept of await readAll()) if (sideOf(kept) === side) await remove(kept.place)
}

/** Wipes what is out of date, and what somebody else kept on this side. */
async function sweep(side: Side, mark: string): Promise<void> {
  for (const kept of await readAll())
    if (kept.until <= Date.now() || (sideOf(kept) === side && kept.mark !== mark)) await remove(kept.place)
}

/**
 * The vault of one side for one sign-in or visit. One tab has it at a time, so that a face kept by one tab never
 * meets a name typed in another; null: another tab has it, or this browser keeps nothing. Ends with the signal.
 */
export async function openVault(side: Side, secret: string, signal: AbortSignal): Promise<Vault | null> {
  try {
    if (!(await isAlone(side, signal))) return null
    const mark = await markOf(secret)
    await sweep(side, mark)
    return vault(side, mark, await pageKey(secret))
  } catch {
    return null
  }
}

/** Takes the side's lock and holds it until the signal. */
function isAlone(side: Side, signal: AbortSignal): Promise<boolean> {
  const waiting = limited(signal, OTHER_TAB_MS)
  return new Promise((resolve) => {
    navigator.locks
      .request(`kioo-${side}`, { signal: waiting }, () => {
        resolve(!signal.aborted)
        return new Promise<void>((release) => {
          if (signal.aborted) release()
          signal.addEventListener('abort', () => release(), { once: true })
        })
      })
      .catch(() => resolve(false))
  })
}

function vault(side: Side, mark: string, ours: CryptoKey): Vault {
  // One after the other: a page that forgets and then looks must not find what it forgot.
  const next = inTurn()
  return {
    keep: (name, parts, until) =>
      next(async () => {
        const place = placeOf(side, name)
        const key = await newKey()
        const bytes = await Promise.all(parts.map((part) => part.arrayBuffer()))
        const sealed = await Promise.all(bytes.map((part, at) => seal(part, [ours, key], `${place}/${until}/${at}`)))
        await write({ place, mark, until, key, parts: sealed })
      }).catch(() => {}),
    recall: (name) =>
      next(async () => {
        const place = placeOf(side, name)
        const kept = (await readAll()).find((one) => one.place === place && one.mark === mark)
        if (!kept || kept.until <= Date.now()) return null
        const { until, key } = kept
        const opened = kept.parts.map((part, at) => open(part, [ours, key], `${place}/${until}/${at}`))
        return { parts: await Promise.all(opened), until }
      }).catch(() => null),
    forget: (name) =>
      next(() => remove(placeOf(side, name))).then(
        () => {},
        () => {},
      ),
  }
}
