import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newFolder, post, start, statusBody, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { startProcess } from './testing/process'
import { openReceiver } from './testing/receiver'

const hour = 3_600_000
let state: ReturnType<typeof newFolder>
let receiver: Awaited<ReturnType<typeof openReceiver>>

beforeEach(async () => {
  state = newFolder()
  receiver = await openReceiver()
})
afterEach(async () => {
  await receiver.close()
  state.remove()
})

const body = () => uploadBody({ sandbox_result: '2' }, { callback_url: receiver.url })

/** Runs a sandbox for as long as `use` takes. */
async function during<T>(options: Parameters<typeof start>[1], use: (url: string) => Promise<T>): Promise<T> {
  const sandbox = await start(state.folder, options)
  try {
    return await use(sandbox.url)
  } finally {
    await sandbox.close()
  }
}

test('a job that was being processed, its callback and its review go on after a restart', async () => {
  const job = body()
  await during({ processingMs: hour }, (url) => submit(url, job, goodZip()))
  expect(receiver.received).toHaveLength(0)
  // The time it was due at was written with the job; bring it forward as if that hour had passed.
  bringForward()
  await during({ reviewMs: hour }, async (url) => {
    await receiver.count(1)
    await attemptWritten(url)
  })
  bringForward()
  const received = await during({}, () => receiver.count(2))
  expect(received.map(({ ResultCode }) => ResultCode)).toEqual(['0844', '1240'])
})

test('a callback still owed is sent after a restart, and one already delivered is not', async () => {
  const failing = await openReceiver(500)
  const job = uploadBody({}, { callback_url: failing.url })
  await during({ redeliveryMs: [hour] }, async (url) => {
    await submit(url, job, goodZip())
    await failing.count(1)
    await attemptWritten(url)
  })
  bringForward()
  await during({}, async (url) => {
    await failing.count(2)
    await attemptWritten(url, 2)
  })
  await during({}, async (url) => {
    const { body } = await post(`${url}/job_status`, statusBody(job.partner_params))
    expect(body).toMatchObject({ job_complete: true, job_success: true })
  })
  expect(failing.received).toHaveLength(2)
  await failing.close()
})

test('a callback that cannot be sent at all is written down as one that failed, and does not end the sandbox', async () => {
  const failing = await openReceiver(500)
  await during({ redeliveryMs: [hour] }, async (url) => {
    await submit(url, uploadBody({}, { callback_url: failing.url }), goodZip())
    await failing.count(1)
    await attemptWritten(url)
  })
  // Kept from a time when any number was taken: no timer can wait that long.
  repeatLines((line) => line.replace('"twist":{}', '"twist":{"overMs":8589934592}'))
  bringForward()
  await during({}, (url) => attemptWritten(url, 2))
  await during({}, async (url) => expect((await post(`${url}/upload`, uploadBody())).status).toBe(200))
  expect(failing.received).toHaveLength(1)
  await failing.close()
})

test('who is enrolled and which job ids were used is remembered', async () => {
  const job = uploadBody({}, { callback_url: receiver.url })
  await during({}, async (url) => {
    await submit(url, job, goodZip())
    await receiver.count(1)
  })
  await during({}, async (url) => {
    expect((await post(`${url}/upload`, job)).body.code).toBe('2215')
    expect((await post(`${url}/upload`, uploadBody({ user_id: job.partner_params.user_id }))).body.code).toBe('2209')
    const next = await post(`${url}/upload`, uploadBody())
    expect(next.body.smile_job_id).toBe('0000000002')
  })
})

test('the ledger counts calls on after a restart, and from nothing after a reset', async () => {
  const calls = async (url: string) => (await (await fetch(url.replace(/v1$/, 'admin/ledger'))).json()).calls
  const job = uploadBody()
  await during({}, (url) => submit(url, job, goodZip()))
  await during({}, async (url) => {
    await post(`${url}/job_status`, statusBody(job.partner_params))
    expect(await calls(url)).toEqual({ reserve: 1, upload: 1, status: 1 })
    await post(url.replace(/v1$/, 'admin/reset'), {})
    expect(await calls(url)).toEqual({ reserve: 0, upload: 0, status: 0 })
  })
})

test('a line torn by a crash costs that line only', async () => {
  const job = uploadBody()
  await during({}, (url) => post(`${url}/upload`, job))
  appendFileSync(journalPath(), '{"kind":"job","job":{"smileJobId":"00000')
  await during({}, async (url) => expect((await post(`${url}/upload`, job)).body.code).toBe('2215'))
})

test('a second sandbox on the same folder is refused while the first runs', async () => {
  const first = await startProcess(state.folder)
  await expect(start(state.folder)).rejects.toThrow(/Another sandbox/)
  await first.stop()
  await during({}, async (url) => expect((await post(`${url}/upload`, uploadBody())).status).toBe(200))
})

test.each([
  ['this process', process.pid],
  ['another', process.ppid],
])('a sandbox that crashed keeps nobody out once %s has its number', async (_, pid) => {
  appendFileSync(join(state.folder, 'lock'), `${pid} 1@an-earlier-start`)
  await during({}, async (url) => expect((await post(`${url}/upload`, uploadBody())).status).toBe(200))
})

test('where nothing tells when a process began, its number alone keeps others out', async () => {
  appendFileSync(join(state.folder, 'lock'), String(process.ppid))
  await expect(start(state.folder)).rejects.toThrow(/Another sandbox/)
})

test('keys, pictures and the journal are readable by their owner only', async () => {
  await during({}, (url) => submit(url, uploadBody(), goodZip()))
  for (const name of ['key.pem', 'link-secret', 'journal.jsonl', 'zips/0000000001.zip']) {
    expect(statSync(join(state.folder, name)).mode & 0o077).toBe(0)
  }
})

const journalPath = () => join(state.folder, 'journal.jsonl')

/** Repeats every job's newest line with its alarms due now. */
function bringForward() {
  repeatLines((line) => line.replace(/"(judgeAt|reviewAt|nextAt)":\d+/g, '"$1":1'))
}

function repeatLines(changed: (line: string) => string) {
  for (const line of readFileSync(journalPath(), 'utf8').trim().split('\n')) {
    appendFileSync(journalPath(), `${changed(line)}\n`)
  }
}

async function attemptWritten(url: string, many = 1) {
  for (;;) {
    const { jobs } = await (await fetch(url.replace(/v1$/, 'admin/jobs'))).json()
    if (jobs[0].deliveries[0]?.attempts.length >= many) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}
