import 'server-only'

/** Of a flight that failed, so many are tried at once: more than one, so that one which has to wait does not keep the others. */
const ALONE_AT_ONCE = 3

type Waiting<T, R> = { item: T; since: number; resolve(result: R): void; reject(thrown: unknown): void }

/**
 * Gathers what arrives while one flight is under way and sends it together with the next: one statement and
 * one commit for all of them, and no waiting for whoever comes alone. `send` answers in the order given. When
 * a flight fails, each of its items is tried alone, so that one that cannot be kept harms only itself; a few at a time,
 * since whatever it is sent to may be what failed.
 * `most`: items of one flight. `patienceMs`: whoever has waited longer for a flight has given up and is left
 * behind, so that after a standstill the first flight carries those who still wait.
 */
export function gathered<T, R>(
  send: (items: T[]) => Promise<R[]>,
  { most, patienceMs }: { most: number; patienceMs: number },
): (item: T) => Promise<R> {
  const queue: Waiting<T, R>[] = []
  let flying = false

  async function deliver(group: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await send(group.map(({ item }) => item))
      group.forEach(({ resolve, reject }, at) => {
        const result = results[at]
        if (result === undefined) reject(new Error('A flight answered for fewer items than it carried'))
        else resolve(result)
      })
    } catch (thrown) {
      if (group.length === 1) group[0]?.reject(thrown)
      else await deliverAlone(group, thrown)
    }
  }

  async function deliverAlone(group: Waiting<T, R>[], thrown: unknown): Promise<void> {
    const left = group.values()
    const lane = async () => {
      for (const one of left)
        if (isPatient(one)) await deliver([one])
        else one.reject(thrown)
    }
    await Promise.all(Array.from({ length: ALONE_AT_ONCE }, lane))
  }

  const isPatient = ({ since }: Waiting<T, R>) => performance.now() - since <= patienceMs

  function stillWaits(one: Waiting<T, R>): boolean {
    if (isPatient(one)) return true
    one.reject(new Error('Waited too long for a flight'))
    return false
  }

  async function fly(): Promise<void> {
    flying = true
    while (queue.length) {
      const group = queue.splice(0, most).filter(stillWaits)
      if (group.length > 0) await deliver(group)
    }
    flying = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, since: performance.now(), resolve, reject })
      if (!flying) void fly()
    })
}
