import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { partner } from './client'

/** The sandbox as it runs for people: a process of its own, on any free port. */
export async function startProcess(folder: string, settings: Record<string, string> = {}) {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: {
      ...process.env,
      KIOO_SANDBOX_STATE: folder,
      KIOO_SANDBOX_PARTNERS: `${partner.id}:${partner.apiKey}`,
      KIOO_SANDBOX_PORT: '0',
      KIOO_SANDBOX_PROCESSING_MS: '0',
      KIOO_SANDBOX_REDELIVERY_MS: '10,20',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
      const ready = /^Sandbox ready at (\S+)$/m.exec(said)?.[1]
      if (ready) resolve(ready)
    })
    child.once('exit', () => reject(new Error(said)))
  })
  return {
    url,
    site: url.replace(/\/v1$/, ''),
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
