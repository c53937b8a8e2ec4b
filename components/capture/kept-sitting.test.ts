import { expect, test } from 'vitest'
import type { CaptureState, Sitting } from './capture-state'
import { keptStage, packSitting, unpackSitting } from './kept-sitting'

const camera = { run: 1, rung: 0 }
const sitting: Sitting = {
  captureId: '0b6c1f0e-0000-4000-8000-000000000000',
  frames: Array.from({ length: 8 }, (_, at) => new Blob([`frame ${at}`], { type: 'image/jpeg' })),
  selfie: new Blob(['frame 0'], { type: 'image/jpeg' }),
  selfieUrl: 'blob:x',
  guidance: { how: 'guided', cue: 'smile', faces: 1, why: null },
}
const parts = (packed: Blob[]) => Promise.all(packed.map((part) => part.arrayBuffer()))
const until = Date.now()

test('a sitting comes back as it was, with a picture to look at', async () => {
  for (const stage of ['review', 'sending'] as const) {
    const found = unpackSitting({ parts: await parts(packSitting(sitting, stage, 'A')), until }, 'A')
    expect(found).toMatchObject({ kind: 'resumed', to: stage, sitting: { captureId: sitting.captureId } })
    expect(found?.sitting.guidance).toEqual(sitting.guidance)
    expect(await Promise.all(found?.sitting.frames.map((frame) => frame.text()) ?? [])).toEqual(
      Array.from({ length: 8 }, (_, at) => `frame ${at}`),
    )
    expect(found?.sitting.selfieUrl).toMatch(/^blob:/)
  }
})

test('of a sitting that has arrived only the selfie is kept, for whoever comes back to see whose it is', async () => {
  const packed = packSitting(sitting, 'done', 'A')
  expect(packed).toHaveLength(2)
  const found = unpackSitting({ parts: await parts(packed), until }, 'A')
  expect(found).toMatchObject({ to: 'done', sitting: { frames: [], selfieUrl: expect.stringMatching(/^blob:/) } })
  expect(await found?.sitting.selfie?.text()).toBe('frame 0')
  // And again after the next reload.
  expect(found && packSitting(found.sitting, 'done', 'A')).toHaveLength(2)
})

test('pictures taken for one thing are not found again for another', async () => {
  for (const stage of ['review', 'sending', 'done'] as const)
    expect(unpackSitting({ parts: await parts(packSitting(sitting, stage, 'A')), until }, 'B')).toBeNull()
})

test.each(['null', '{}', '{"captureId":"x","stage":"flying","guidance":{}}'])('%s is no sitting', async (head) => {
  expect(unpackSitting({ parts: await parts([new Blob([head])]), until }, 'A')).toBeNull()
})

test('there is something to keep from the review on, and not after a refusal that will stay', () => {
  const stalled = { step: 'stalled', camera, sitting, sent: 2, part: 0.2, message: 'No' } as const
  const kept: [CaptureState, string | null][] = [
    [{ step: 'primer', camera }, null],
    [{ step: 'live', camera, hint: null }, null],
    [{ step: 'review', camera, sitting }, 'review'],
    [{ step: 'sending', camera, sitting, sent: 0, part: 0, resumed: false }, 'sending'],
    [{ ...stalled, again: true }, 'sending'],
    [{ ...stalled, again: false }, null],
    [{ step: 'done', camera, sitting }, 'done'],
  ]
  for (const [state, stage] of kept) expect(keptStage(state)).toBe(stage)
})
