import { isReachable } from './is-reachable'
import { waitingForPortal } from './portal-wait'

/** Milliseconds between two looks whether the portal is back. */
const LOOK_MS = 2_000

/** Waits until a portal that is away answers again, which is said meanwhile, or until the signal fires. */
export async function portalBack(signal?: AbortSignal): Promise<void> {
  waitingForPortal.begin()
  do await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  while (!signal?.aborted && !(await isReachable()))
  waitingForPortal.end()
}
