import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCallbackFilter } from '@/lib/domain/callback-filter'
import { callbackSealWords } from '@/lib/domain/callback-words'
import { callbackBody, post, postTo } from '@/scripts/testing/callbacks'
import { testDatabase } from '@/scripts/testing/database'
import { closeRig, queuedJob, readJob } from '@/scripts/testing/rig'
import { readCallbackView } from './callback'
import { countCallbacks, listCallbackRows, readCallbackIds } from './callback-list'
import { db } from './db'

let close = async () => {}
let jobId = ''
let owner = { id: '', role: 'OPERATOR' as const }
const admin = { id: randomUUID(), role: 'ADMIN' as const }
const other = { id: randomUUID(), role: 'OPERATOR' as const }
const viewer = { id: randomUUID(), role: 'VIEWER' as const }
const everything = parseCallbackFilter({})

beforeAll(async () => {
  close = (await testDatabase()).close
  jobId = await queuedJob({ userId: 'ke-004711' })
  owner = { id: (await readJob(jobId)).createdById, role: 'OPERATOR' }
  const job = { id: jobId, userId: 'ke-004711' }
  await postTo(jobId, callbackBody(job, { code: '0844', timestamp: new Date(Date.now() - 2_000).toISOString() }))
  await postTo(jobId, callbackBody(job, { code: '0840' }))
  await postTo(jobId, callbackBody(job, { code: '0841', apiKey: 'guess' }))
  await post('{"marker":"alien"}')
})
afterAll(async () => {
  await closeRig()
  await close()
})

const states = async (reader: typeof admin | typeof owner | typeof viewer, search: Record<string, string> = {}) =>
  (await listCallbackRows(reader, parseCallbackFilter(search))).callbacks.map(({ state }) => state)

test('an administrator sees all that ever came, an operator what came for their own jobs, a viewer nothing', async () => {
  expect(await states(admin)).toEqual(['bad_signature', 'bad_signature', 'authentic', 'authentic'])
  expect(await states(owner)).toEqual(['bad_signature', 'authentic', 'authentic'])
  expect(await states(other)).toEqual([])
  expect(await states(viewer)).toEqual([])
})

test('state, environment, code and job narrow the list, and the counts go along', async () => {
  expect(await states(admin, { state: 'aside' })).toHaveLength(2)
  expect(await states(admin, { code: '0840' })).toHaveLength(1)
  expect(await states(admin, { job: jobId })).toHaveLength(3)
  expect(await states(admin, { environment: 'SANDBOX' })).toHaveLength(3)
  expect(await states(admin, { environment: 'PRODUCTION' })).toEqual([])
  expect(await states(admin, { q: 'Wanjiru' })).toEqual([])
  expect(await countCallbacks(admin, everything)).toMatchObject({ waiting: 2, aside: 2, applied: 0 })
  expect(await countCallbacks(admin, parseCallbackFilter({ code: '0840' }))).toMatchObject({ waiting: 1, aside: 0 })
  // However many there are, counting stops one beyond its limit.
  expect(await countCallbacks(admin, everything, 1)).toMatchObject({ waiting: 2, aside: 2 })
  expect(await countCallbacks(admin, everything, 0)).toMatchObject({ waiting: 1, aside: 1, applied: 0 })
})

test('pages follow each other without a gap and without a repeat', async () => {
  const ids: string[] = []
  let before: typeof everything.before = null
  do {
    const page: Awaited<ReturnType<typeof listCallbackRows>> = await listCallbackRows(
      admin,
      { ...everything, before },
      1,
    )
    ids.push(...page.callbacks.map(({ id }) => id))
    before = page.older
  } while (before)
  const all = await db().callback.findMany({ orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }], select: { id: true } })
  expect(ids).toEqual(all.map(({ id }) => id))
})

test('a set-aside body is opened for administrators alone', async () => {
  const { id } = await db().callback.findFirstOrThrow({ where: { state: 'bad_signature', jobId } })
  expect((await readCallbackView(admin, id))?.body.pretty).toContain('0841')
  expect(await readCallbackView(owner, id)).toMatchObject({ seal: 'closed', body: { raw: null, pretty: null } })
})

test('a set-aside body whose key was taken away is shown without its body, and the words say so', async () => {
  await post('{"marker":"left behind"}')
  const { id, body } = await db().callback.findFirstOrThrow({ where: { jobId: null }, orderBy: { receivedAt: 'desc' } })
  expect(await readCallbackView(admin, id)).toMatchObject({ seal: 'opened' })
  await db().callback.update({ where: { id }, data: { keyId: 'taken-away' } })
  const lost = { state: 'bad_signature', seal: 'lost', body: { raw: null, pretty: null, shown: 0, bytes: body.length } }
  expect(await readCallbackView(admin, id)).toMatchObject(lost)
  expect(callbackSealWords.lost).toContain('can no longer be opened')
  expect(await readCallbackView(owner, id)).toBeNull()
  await db().callback.delete({ where: { id } })
})

test('another’s callback and one that does not exist look the same', async () => {
  const { id } = await db().callback.findFirstOrThrow({ where: { state: 'authentic' } })
  expect(await readCallbackView(owner, id)).toMatchObject({ body: { raw: expect.stringContaining('ke-004711') } })
  for (const [reader, asked] of [
    [other, id],
    [viewer, id],
    [admin, randomUUID()],
    [admin, 'x'],
  ] as const)
    expect(await readCallbackView(reader, asked)).toBeNull()
  expect(await readCallbackIds(other, [id])).toEqual([])
  expect(await readCallbackIds(owner, [id])).toEqual([{ id }])
})
