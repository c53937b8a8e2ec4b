import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sandboxPort } from './sandbox-port'

const PORTAL = 1

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kioo-sandbox-port-'))
})
afterEach(() => rmSync(home, { recursive: true }))

test('the sandbox comes back to the port it had, and to another one when somebody has that', async () => {
  const port = await sandboxPort(home, PORTAL)
  expect(await sandboxPort(home, PORTAL)).toBe(port)
  const somebody = createServer()
  await new Promise<void>((listening) => somebody.listen(port, '127.0.0.1', listening))
  const other = await sandboxPort(home, PORTAL)
  expect(other).not.toBe(port)
  await new Promise((closed) => somebody.close(closed))
  expect(await sandboxPort(home, PORTAL)).toBe(other)
})

test('the sandbox leaves its port to a portal that is told to take it', async () => {
  const port = await sandboxPort(home, PORTAL)
  expect(await sandboxPort(home, port)).not.toBe(port)
})

test.each(['', 'garbage', '0', '70000'])('a kept port of %j is replaced', async (kept) => {
  writeFileSync(join(home, 'sandbox-port'), kept)
  expect(await sandboxPort(home, PORTAL)).toBeGreaterThan(1_023)
})
