import { vi } from 'vitest'

/** As if the process had just begun: nothing is held, and modules that are imported from now on are new. */
export function asNewProcess(): void {
  Reflect.deleteProperty(globalThis, 'kioo')
  vi.resetModules()
}
