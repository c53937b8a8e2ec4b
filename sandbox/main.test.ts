import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { signedNow } from './signature'
import { newFolder, partner, post, statusBody, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { sandboxProcess } from './testing/process'
import { openReceiver } from './testing/receiver'

const startingMs = 60_000
const state = newFolder()
const running = new Set<ReturnType<typeof run>>()

afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL')
    await ended
  }
  running.clear()
  state.remove()
})

function run(settings: Record<string, string>) {
  const child = spawn(process.execPath, sandboxProcess, {
    env: {
      ...process.env,
      KIOO_SANDBOX_STATE: state.folder,
      KIOO_SANDBOX_PARTNERS: `${partner.id}:${partner.apiKey}`,
      KIOO_SANDBOX_PORT: '0',
      ...settings,
    },
  })
  let output = ''
  const ready = new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /^Sandbox ready at (\S+)$/m.exec(output)?.[1]
      if (url) resolve(url)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('exit', () => reject(new Error(output)))
  })
  ready.catch(() => {})
  const ended = once(child, 'close').then(([code]) => ({ code, output }))
  const one = { child, ready, ended }
  running.add(one)
  return one
}

test(
  'says where it is and which certificate to trust, and stops cleanly when asked to',
  async () => {
    const { child, ready, ended } = run({})
    expect(await ready).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
    child.kill('SIGTERM')
    const { code, output } = await ended
    expect(code).toBe(0)
    expect(output).toContain(`NODE_EXTRA_CA_CERTS=${state.folder}/ca.pem`)
    expect(output).not.toContain(partner.apiKey)
  },
  startingMs,
)

test(
  'a setting that is set to nothing is as one that is not set',
  async () => {
    const names = [
      'HOST',
      'CALLBACK_URL',
      'SIGHT',
      'BODY_LIMIT_BYTES',
      'FRESHNESS_MS',
      'REDELIVERY_MS',
      'PROCESSING_MS',
    ]
    const { child, ready, ended } = run(Object.fromEntries(names.map((name) => [`KIOO_SANDBOX_${name}`, ''])))
    const url = await ready
    expect(new URL(url).hostname).toBe('127.0.0.1')
    const yesterday = signedNow(partner.id, partner.apiKey, Date.now() - 86_400_000)
    expect((await post(`${url}/upload`, uploadBody({}, yesterday))).status).toBe(200)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
  },
  startingMs,
)

test(
  'of a test that is gone, even by kill -9, ends by itself',
  async () => {
    const { child, ready, ended } = run({})
    await ready
    // What the end of the test does to it: the pipe that nobody ever writes to is closed.
    child.stdin.end()
    expect((await ended).code).toBe(0)
  },
  startingMs,
)

test(
  'a taken port and a wrong setting are each explained in one line',
  async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const busy = await run({ KIOO_SANDBOX_PORT: port }).ended
    expect(busy.code).toBe(1)
    expect(busy.output.trim()).toMatch(/^The sandbox did not start\. Its port is taken: .*$/)
    taken.close()
    for (const review of ['soon', '86400001']) {
      const wrong = await run({ KIOO_SANDBOX_REVIEW_MS: review }).ended
      expect(wrong.code).toBe(1)
      expect(wrong.output.trim()).toMatch(/^The sandbox did not start\. reviewMs: .*$/)
    }
  },
  startingMs,
)

test.each([
  ['REVIEW_OUTCOME', 'rejected', 'reviewOutcome'],
  ['COMPLETE_DURING_REVIEW', '0', 'completeDuringReview'],
  ['LEGACY_FIELDS', 'yes', 'legacyFields'],
  ['SIGHT', 'false', 'sight'],
])(
  'KIOO_SANDBOX_%s that is no word of its own ends the start: %s',
  async (name, word, told) => {
    const wrong = await run({ [`KIOO_SANDBOX_${name}`]: word }).ended
    expect(wrong.code).toBe(1)
    expect(wrong.output.trim()).toMatch(new RegExp(`^The sandbox did not start\\. ${told}: .*$`))
  },
  startingMs,
)

test(
  'killed with a job in its hands, it finishes the job after the next start',
  async () => {
    const receiver = await openReceiver()
    const job = uploadBody({}, { callback_url: receiver.url })
    const first = run({ KIOO_SANDBOX_PROCESSING_MS: '10000' })
    await submit(await first.ready, job, goodZip())
    first.child.kill('SIGKILL')
    await first.ended
    expect(receiver.received).toHaveLength(0)
    const second = run({})
    const url = await second.ready
    expect(await receiver.count(1)).toMatchObject([{ ResultCode: '0840' }])
    const { body } = await post(`${url}/job_status`, statusBody(job.partner_params))
    expect(body).toMatchObject({ job_complete: true, job_success: true })
    await receiver.close()
  },
  startingMs,
)
