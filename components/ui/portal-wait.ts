let waiting = 0
const hearers = new Set<() => void>()

function change(by: 1 | -1): void {
  waiting += by
  for (const hear of hearers) hear()
}

/** Whether a page that somebody has asked for waits for the portal to be back. */
export const waitingForPortal = {
  begin: () => change(1),
  end: () => change(-1),
  is: () => waiting > 0,
  listen: (hear: () => void) => {
    hearers.add(hear)
    return () => {
      hearers.delete(hear)
    }
  },
}
