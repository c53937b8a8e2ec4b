/** Names of the facts, in the order they are shown. None of them is a picture, and none names a device. */
export const detailNames = [
  'browser',
  'problem',
  'permission',
  'error',
  'camera',
  'model',
  'frame time',
  'network',
  'screen',
] as const
export type DetailName = (typeof detailNames)[number]

/** The last events of a sitting at the camera. */
export const DETAIL_EVENTS_MAX = 20
/** Characters of one fact. */
export const DETAIL_LENGTH_MAX = 120

/** What a sitting tells of itself when somebody needs help. */
export type CaptureDetails = {
  facts: Partial<Record<DetailName, string>>
  events: { ms: number; name: string }[]
}

/** The details as lines of text: for reading, for copying, and for whoever helps. */
export function detailLines({ facts, events }: CaptureDetails): string[] {
  const known = detailNames.flatMap((name) => (facts[name] ? [`${name}: ${facts[name]}`] : []))
  return [...known, ...events.map(({ ms, name }) => `+${(ms / 1_000).toFixed(1)} s ${name}`)]
}
