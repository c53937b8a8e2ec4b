import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('a worker without settings ends at once, with one line that names them', { timeout: 60_000 }, () => {
  const args = ['--import', 'tsx', '--conditions=react-server', 'worker/main.ts']
  const { status, stderr } = spawnSync(process.execPath, args, { env: { NODE_ENV: 'test' }, encoding: 'utf8' })
  expect(stderr).toMatch(/^Wrong settings\. .*DATABASE_URL: is not set.*\n$/)
  expect(status).toBe(78)
})
