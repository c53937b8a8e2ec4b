import { type Kept, readAll, remove, write } from './database'
import { inTurn } from './in-turn'
import { markOf, newKey, open, pageKey, seal } from './seal'
import { holdTab } from './tab'

/** Whose things: an operator's at the desk, theirs at the form of a link, or a person's on a visit. Each is wiped by itself. */
export type Side = 'desk' | 'links' | 'visit'

/** Milliseconds for which pictures wait in a browser. */
export const PICTURES_KEPT_MS = 30 * 60 * 1_000

export type Recalled = { parts: ArrayBuffer[]; until: number }

/** What this page keeps in the browser, and may find again after a reload. Nothing of it ever throws. */
export type Vault = {
  keep(name: string, parts: readonly Blob[], until: number): Promise<void>
  recall(name: string): Promise<Recalled | null>
  forget(name: string): Promise<void>
}

const sideOf = ({ place }: Kept) => place.split('/')[0]
const tabOf = ({ place }: Kept) => place.split('/')[1] ?? ''

/** Wipes everything of one side, whoever kept it: nobody sits there any more. */
export async function wipeSide(side: Side): Promise<void> {
  for (const kept of await readAll()) if (sideOf(kept) === side) await remove(kept.place)
}

/** Wipes what is out of date, and what somebody else kept on this side; gives what is left of the side. */
async function sweep(side: Side, mark: string): Promise<Kept[]> {
  const left: Kept[] = []
  for (const kept of await readAll())
    if (kept.until <= Date.now() || (sideOf(kept) === side && kept.mark !== mark)) await remove(kept.place)
    else if (sideOf(kept) === side) left.push(kept)
  return left
}

/**
 * The vault of one side for one sign-in or visit. Each tab has its own, so that a face or a name kept by one tab never
 * meets what belongs to another; what a closed tab left behind goes, as a whole, to the next one that is opened. Null:
 * this browser keeps nothing. Ends with the signal.
 */
export async function openVault(side: Side, secret: string, signal: AbortSignal): Promise<Vault | null> {
  try {
    const mark = await markOf(secret)
    const left = await sweep(side, mark)
    const tab = await holdTab(side, left.map(tabOf), signal)
    return vault(`${side}/${tab}`, mark, await pageKey(secret))
  } catch {
    return null
  }
}

function vault(tab: string, mark: string, ours: CryptoKey): Vault {
  // One after the other: a page that forgets and then looks must not find what it forgot.
  const next = inTurn()
  const placeOf = (name: string) => `${tab}/${name}`
  return {
    keep: (name, parts, until) =>
      next(async () => {
        const place = placeOf(name)
        const key = await newKey()
        const bytes = await Promise.all(parts.map((part) => part.arrayBuffer()))
        const sealed = await Promise.all(bytes.map((part, at) => seal(part, [ours, key], `${place}/${until}/${at}`)))
        await write({ place, mark, until, key, parts: sealed })
      }).catch(() => {}),
    recall: (name) =>
      next(async () => {
        const place = placeOf(name)
        const kept = (await readAll()).find((one) => one.place === place && one.mark === mark)
        if (!kept || kept.until <= Date.now()) return null
        const { until, key } = kept
        const opened = kept.parts.map((part, at) => open(part, [ours, key], `${place}/${until}/${at}`))
        return { parts: await Promise.all(opened), until }
      }).catch(() => null),
    forget: (name) =>
      next(() => remove(placeOf(name))).then(
        () => {},
        () => {},
      ),
  }
}
