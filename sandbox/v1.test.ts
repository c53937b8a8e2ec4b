import { once } from 'node:events'
import { get, request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSandbox } from './server'
import { signedNow } from './signature'
import { newFolder, partner, post, start, statusBody, submit, uploadBody } from './testing/client'
import { goodZip, zipOf } from './testing/pictures'
import { openReceiver } from './testing/receiver'

const { folder, remove } = newFolder()
let sandbox: RunningSandbox
let receiver: Awaited<ReturnType<typeof openReceiver>>

beforeAll(async () => {
  sandbox = await start(folder, { bodyLimitBytes: 200_000 })
  receiver = await openReceiver()
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
  remove()
})

const upload = (body: unknown) => post(`${sandbox.url}/upload`, body)

async function refusal(body: unknown) {
  const { status, body: answer } = await upload(body)
  expect(status).toBe(400)
  expect(typeof answer.error).toBe('string')
  return answer.code
}

test('a reservation answers with the five fields clients know, the numbers as texts', async () => {
  const { status, body } = await upload(uploadBody())
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual(['camera_config', 'code', 'ref_id', 'smile_job_id', 'upload_url'])
  expect(body).toMatchObject({ code: '2202', camera_config: 'null' })
  expect(body.smile_job_id).toMatch(/^\d{10}$/)
  expect(body.ref_id).toMatch(new RegExp(`^085-${body.smile_job_id}-[0-9a-f]+$`))
})

test('what is not JSON is 2203', async () => {
  expect(await refusal('{"smile_client_id":')).toBe('2203')
  expect(await refusal('')).toBe('2203')
})

test('JSON nested too deep to be written down again is 2203, and nothing is kept of it', async () => {
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}"]]"${']'.repeat(depth)}`)
  const deep = uploadBody({ extra: nested(2_000) })
  expect(await refusal(JSON.stringify(deep).replace('[[', `${'['.repeat(100_000)}[[`))).toBe('2203')
  expect(await refusal(deep)).toBe('2203')
  const flat = uploadBody({ extra: nested(50), note: '[{"'.repeat(200) })
  expect((await upload(flat)).status).toBe(200)
  const jobs = await (await fetch(new URL('/admin/jobs', sandbox.url))).json()
  const kept = JSON.stringify(jobs)
  expect(kept).toContain(flat.partner_params.job_id)
  expect(kept).not.toContain(deep.partner_params.job_id)
})

test('a method that a path does not know is 405, and is told which it knows', async () => {
  const { body } = await upload(uploadBody())
  for (const [path, allow] of [
    [`${sandbox.url}/upload`, 'POST'],
    [String(body.upload_url), 'PUT'],
    [`${sandbox.url}/services`, 'GET, HEAD'],
  ] as const) {
    const answer = await fetch(path, { method: 'OPTIONS' })
    expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status: 405, allow })
  }
})

test('every missing required field is 2213', async () => {
  const whole = uploadBody()
  for (const name of ['smile_client_id', 'timestamp', 'signature', 'partner_params']) {
    expect(await refusal({ ...whole, [name]: undefined })).toBe('2213')
  }
  for (const name of ['user_id', 'job_id', 'job_type']) {
    expect(await refusal(uploadBody({ [name]: undefined }))).toBe('2213')
    expect(await refusal(uploadBody({ [name]: '' }))).toBe('2213')
  }
})

test('a field of the wrong type is 2204', async () => {
  expect(await refusal('[]')).toBe('2204')
  expect(await refusal({ ...uploadBody(), signature: 7 })).toBe('2204')
  expect(await refusal(uploadBody({ user_id: 7 }))).toBe('2204')
  expect(await refusal(uploadBody({ job_type: true }))).toBe('2204')
  expect(await refusal(uploadBody({}, { callback_url: 'ftp://somewhere' }))).toBe('2204')
  expect(await refusal(uploadBody({}, { partner_params: 'text' }))).toBe('2204')
})

test('a job type it does not know is 2212, and a number and its text are the same', async () => {
  for (const job_type of [3, '0', 'four', 4.5]) expect(await refusal(uploadBody({ job_type }))).toBe('2212')
  expect((await upload(uploadBody({ job_type: '4' }))).status).toBe(200)
})

test('a wrong key, partner or time is 2205', async () => {
  const body = uploadBody()
  expect(await refusal({ ...body, ...signedNow(partner.id, 'another key', Date.now()) })).toBe('2205')
  expect(await refusal({ ...body, smile_client_id: '85' })).toBe('2205')
  expect(await refusal({ ...body, timestamp: new Date(0).toISOString() })).toBe('2205')
})

test('a timestamp sent as a number was signed as ISO text', async () => {
  const now = Date.now()
  const { signature } = signedNow(partner.id, partner.apiKey, now)
  expect((await upload(uploadBody({}, { timestamp: now, signature }))).status).toBe(200)
})

test('a base address that ends in a slash still works', async () => {
  expect((await post(`${sandbox.url}//upload`, uploadBody())).status).toBe(200)
})

test('a request line with the whole address in it is answered like one with the path', async () => {
  const statusOf = async (path: string) => {
    const [response] = await once(get({ host: '127.0.0.1', port: sandbox.port, path, agent: false }), 'response')
    response.resume()
    return response.statusCode
  }
  const site = `http://127.0.0.1:${sandbox.port}`
  for (const path of [`${site}/v1/services`, `${site.toUpperCase()}//v1//services?x=http://y`, site, `${site}?from=1`])
    expect(await statusOf(path)).toBe(200)
  expect(await statusOf(`${site}/v1/nothing`)).toBe(404)
})

test.each(['smile_id:4010', 'localhost:4010', '[::1]:4010'])(
  'the upload address is on the host by which the caller came: %s',
  async (host) => {
    const to = { host: '127.0.0.1', port: sandbox.port, path: '/v1/upload', method: 'POST', headers: { host } }
    const asked = request(to)
    asked.end(JSON.stringify(uploadBody()))
    const [response] = await once(asked, 'response')
    expect(new URL(JSON.parse(await text(response)).upload_url).host).toBe(host)
  },
)

test('a body over the limit is 413, announced or not', async () => {
  const { body } = await upload(uploadBody())
  const large = new Uint8Array(300_000)
  const stream = new Blob([large]).stream()
  const options: RequestInit[] = [{ body: large }, { body: stream, ...{ duplex: 'half' } }]
  for (const one of options) {
    const answer = await fetch(String(body.upload_url), { method: 'PUT', ...one })
    expect(answer.status).toBe(413)
  }
})

test('a client that sends the whole of a body that is too large, and reads only then, gets its 413', async () => {
  const length = 40_000_000
  const part = Buffer.alloc(500_000, ' ')
  for (const connection of ['keep-alive', 'close']) {
    const socket = connect(sandbox.port, '127.0.0.1')
    const head = [
      'POST /v1/upload HTTP/1.1',
      'host: 127.0.0.1',
      `connection: ${connection}`,
      `content-length: ${length}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    await pipeline(Readable.from(Array.from({ length: length / part.length }, () => part)), socket, { end: false })
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /)
    socket.destroy()
  }
})

test('a body that is announced as too large is refused before it is sent', async () => {
  const socket = connect(sandbox.port, '127.0.0.1')
  socket.write('POST /v1/upload HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 40000000\r\n\r\n')
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /)
  socket.destroy()
})

test('the status of a job moves from no zip to processing to the result', async () => {
  const slow = newFolder()
  const waiting = await start(slow.folder, { processingMs: 3_600_000 })
  const body = uploadBody()
  const ask = async (url: string) => (await post(`${url}/job_status`, statusBody(body.partner_params))).body
  const nothing = { job_complete: false, job_success: false, code: '2314', result: 'No zip uploaded yet' }
  expect(await ask(waiting.url)).toMatchObject(nothing)
  const { body: reserved } = await post(`${waiting.url}/upload`, body)
  expect(await ask(waiting.url)).toMatchObject(nothing)
  expect((await fetch(String(reserved.upload_url), { method: 'PUT', body: goodZip() })).status).toBe(200)
  const busy = { job_complete: false, job_success: false, code: '2302', result: expect.any(String) }
  expect(await ask(waiting.url)).toMatchObject(busy)
  await waiting.close()
  slow.remove()

  const seen = receiver.received.length
  await submit(sandbox.url, { ...body, ...{ callback_url: receiver.url } }, goodZip())
  await receiver.count(seen + 1)
  const done = await ask(sandbox.url)
  expect(done).toMatchObject({ job_complete: true, job_success: true, code: '2302', result: { ResultCode: '0840' } })
  expect(done).not.toHaveProperty('history')
  expect(done).not.toHaveProperty('image_links')
})

test('a status asked with a wrong key is refused and one under another user id finds nothing', async () => {
  const body = uploadBody()
  await upload(body)
  const proof = signedNow(partner.id, 'another key', Date.now())
  const refused = await post(`${sandbox.url}/job_status`, { ...statusBody(body.partner_params), ...proof })
  expect(refused).toMatchObject({ status: 400, body: { code: '2205' } })
  const missing = await post(`${sandbox.url}/job_status`, { ...statusBody(body.partner_params), job_id: undefined })
  expect(missing).toMatchObject({ status: 400, body: { code: '2213' } })
  const other = await post(
    `${sandbox.url}/job_status`,
    statusBody({ ...body.partner_params, user_id: 'somebody else' }),
  )
  expect(other).toMatchObject({ status: 200, body: { code: '2314', job_complete: false } })
})

test('a corrupt zip ends as 0903 and a zip without its selfie as 0001', async () => {
  const seen = receiver.received.length
  await submit(sandbox.url, uploadBody({}, { callback_url: receiver.url }), Buffer.from('not a zip'))
  await receiver.count(seen + 1)
  await submit(sandbox.url, uploadBody({}, { callback_url: receiver.url }), zipOf([]))
  const [corrupt, empty] = (await receiver.count(seen + 2)).slice(seen)
  expect([corrupt?.ResultCode, empty?.ResultCode]).toEqual(['0903', '0001'])
})

test('an authentication of somebody enrolled is approved, of a stranger refused with 2210', async () => {
  expect(await refusal(uploadBody({ job_type: 2 }))).toBe('2210')
  const seen = receiver.received.length
  const enrolled = uploadBody({}, { callback_url: receiver.url })
  await submit(sandbox.url, enrolled, goodZip())
  await receiver.count(seen + 1)
  const { user_id } = enrolled.partner_params
  await submit(sandbox.url, uploadBody({ user_id, job_type: 2 }, { callback_url: receiver.url }), goodZip())
  const latest = (await receiver.count(seen + 2)).at(-1)
  expect(latest).toMatchObject({
    ResultCode: '0820',
    ResultText: 'Authenticated',
    PartnerParams: { job_type: 2, user_id },
  })
})

test('image links show the pictures that were sent, and only with their seal', async () => {
  const seen = receiver.received.length
  const body = uploadBody({}, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  await receiver.count(seen + 1)
  const answer = await post(
    `${sandbox.url}/job_status`,
    statusBody(body.partner_params, { history: true, image_links: true }),
  )
  expect(answer.body).toMatchObject({
    history: [{ ResultCode: '0840' }],
    image_links: { selfie_image: expect.any(String) },
  })
  const links = JSON.parse(JSON.stringify(answer.body.image_links))
  const picture = await fetch(links.selfie_image)
  expect(picture.headers.get('content-type')).toBe('image/jpeg')
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
  expect((await fetch(links.selfie_image.replace('selfie?', 'liveness?'))).status).toBe(403)
  expect((await fetch(links.selfie_image.replace(/expires=\d+/, 'expires=9999999999999'))).status).toBe(403)
})
