import { vi } from 'vitest'

/** Does something while this process's clock is wrong by so many milliseconds. The database's stays right. */
export async function withClockOff<T>(offMs: number, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs })
  try {
    return await work()
  } finally {
    vi.useRealTimers()
  }
}
