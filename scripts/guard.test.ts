import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { commandOf } from './process-table'

test('a stopped process under guard is gone after its starter was killed', async () => {
  const script = `
    import { spawn } from 'node:child_process'
    import { guardOver } from './scripts/guard.ts'
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
    guardOver(child, 'KILL')
    child.kill('SIGSTOP')
    console.log(child.pid)`
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: starter.stdout }), 'line')
  const left = Number(line)
  expect(commandOf(left)).toBe('sleep 60')
  starter.kill('SIGKILL')
  await vi.waitFor(() => expect(commandOf(left)).toBeNull(), { timeout: 10_000, interval: 20 })
}, 30_000)
