import { expect, onTestFinished, test } from 'vitest'
import { newFolder, start } from './testing/client'

test('the list of services is open to everybody, and says what time it is', async () => {
  const { folder, remove } = newFolder()
  const sandbox = await start(folder)
  onTestFinished(async () => {
    await sandbox.close()
    remove()
  })
  const answer = await fetch(`${sandbox.url}/services`)
  expect(answer.status).toBe(200)
  expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now())).toBeLessThan(10_000)
  expect(await answer.json()).toEqual({ bank_codes: [], hosted_web: {} })
  expect((await fetch(`${sandbox.url}/services`, { method: 'POST' })).status).toBe(405)
})
