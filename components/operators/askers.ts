/** Those who wait for the same answer. It reaches all who have asked before it came. */
export function askers(): { ask(): Promise<boolean>; answer(confirmed: boolean): void } {
  const waiting: ((confirmed: boolean) => void)[] = []
  return {
    ask: () => new Promise((resolve) => void waiting.push(resolve)),
    answer: (confirmed) => {
      for (const resolve of waiting.splice(0)) resolve(confirmed)
    },
  }
}
