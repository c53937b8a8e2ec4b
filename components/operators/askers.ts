/**
 * Those who wait for one answer. However late one of them came, also while the answer was being found, they all hear it.
 */
export function askers(): { ask(): Promise<boolean>; answer(confirmed: boolean): void } {
  const waiting: ((confirmed: boolean) => void)[] = []
  return {
    ask: () => new Promise((resolve) => void waiting.push(resolve)),
    answer: (confirmed) => {
      for (const resolve of waiting.splice(0)) resolve(confirmed)
    },
  }
}
