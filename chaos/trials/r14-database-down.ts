import sharp from 'sharp'
import { type Answer, sender, shot } from '../callbacks'
import { castJobs, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { insertPeople } from '../visits'
import { pause, until } from '../wait'

const PER_SECOND = 20
const ANSWER_MS = 2_000
/** A client on a busy machine hears an answer later than it was given. */
const HEARING_MS = 500
const HEALTHY_MS = 5_000
/** Beside other tests. */
const SHARING_HEARING_MS = 5_000
const SHARING_HEALTHY_MS = 20_000
/** A connection that nobody answered is given up after 20 s; until then a page may find none that is free. */
const WHOLE_MS = 25_000
/** After so many callbacks a picture and a page: they cost more, and it is no load that is to be shown. */
const ONE_IN = 5
const GIVE_UP_MS = 20_000

export const r14: Trial = {
  promise: 'R14',
  words: 'database killed, then silent: clean 503s',
  control: 'no time limits',
  isAlone: true,
  async run(stage, { isSmall, isBroken, dice }) {
    const web = await stage.startWeb({ preload: isBroken ? [mutant('no-time-limits')] : [] })
    stage.serve([web])
    const jobs = castJobs(dice.named('jobs'), 20)
    await insertJobs(stage.pool, jobs, 'processing')
    const { send, close } = sender(stage.front.port, PER_SECOND * 10)
    const [hearingMs, healthyMs] = isSmall ? [SHARING_HEARING_MS, SHARING_HEALTHY_MS] : [HEARING_MS, HEALTHY_MS]
    let nth = 0
    const ask = () => send(shot(dice.pick(jobs), '0840', ++nth))
    const { picture, page } = await visitor(stage)
    const outcome = nothing(0)
    const isWell = async () => (await ask()).status === 200
    const isWhole = async () => (await Promise.all([ask(), picture(), page()])).every(({ status }) => status === 200)
    if ((await until(isWhole, WHOLE_MS)) === null) outcome.faults.push('it was not well at the start')

    /** So long without a database, and then with one again. */
    const without = async (seconds: number, way: string, back: () => Promise<void>) => {
      const asked: Promise<Answer>[] = []
      const pictures: Promise<Answer>[] = []
      const pages: Promise<Answer>[] = []
      for (let at = 0; at < seconds * PER_SECOND; at++) {
        asked.push(ask())
        if (at % ONE_IN === 0) pictures.push(picture())
        if (at % ONE_IN === 0) pages.push(page())
        await pause(1000 / PER_SECOND)
      }
      for (const answer of await Promise.all(asked)) judge(answer, way)
      for (const answer of await Promise.all(pictures)) judge(answer, `${way}: a picture`)
      // Next has a status of its own for a page that could not be made; what it says is for the browser to show.
      for (const answer of await Promise.all(pages)) judge(answer, `${way}: a page`, [500])
      await back()
      const healthy = await until(isWell, healthyMs)
      if (healthy === null) outcome.faults.push(`${way}: not well again within ${healthyMs / 1000} s`)
      else outcome.recoveries.push(healthy)
      if ((await until(isWhole, WHOLE_MS)) === null) outcome.faults.push(`${way}: pictures or pages not well again`)
      if (!web.isAlive()) outcome.faults.push(`${way}: the portal ended`)
    }
    const judge = ({ status, ms, retryAfter, why }: Answer, way: string, allowed = [503]) => {
      outcome.trials += 1
      if (!allowed.includes(status)) outcome.faults.push(`${way}: answered ${why ?? status}`)
      else if (status === 503 && !retryAfter) outcome.faults.push(`${way}: 503 without Retry-After`)
      if (ms > ANSWER_MS + hearingMs) outcome.faults.push(`${way}: answered after ${Math.round(ms)} ms`)
    }
    await stage.server.kill()
    await without(isSmall ? 2 : 20, 'killed', () => restart(stage))
    stage.toDatabase.weather.isSilent = true
    await without(isSmall ? 3 : 10, 'silent', async () => {
      stage.toDatabase.weather.isSilent = false
    })
    close()
    return { ...outcome, faults: [...new Set(outcome.faults)] }
  },
}

/** Somebody on their link's pages: how they send a picture, and look. */
async function visitor(stage: Stage) {
  const [person] = await insertPeople(stage.pool, 1)
  if (!person) throw new Error('nobody')
  const jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#987' } })
    .jpeg()
    .toBuffer()
  const origin = stage.env.KIOO_URL ?? ''
  const headers = { cookie: `kioo_visit=${person.cookie}`, origin, connection: 'close' }
  return {
    picture: () =>
      fetched(`${origin}/api/captures/${person.captureId}/frames/0`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'image/jpeg' },
        body: new Uint8Array(jpeg),
      }),
    page: () => fetched(`${origin}/e/visit`, { headers }),
  }
}

/** Never throws: no answer is status 0. */
async function fetched(url: string, init: RequestInit): Promise<Answer> {
  const began = performance.now()
  const [status, retryAfter] = await fetch(url, { ...init, signal: AbortSignal.timeout(GIVE_UP_MS) })
    .then(async (got) => {
      await got.arrayBuffer()
      return [got.status, got.headers.get('retry-after')] as const
    })
    .catch(() => [0, null] as const)
  return { status, ms: performance.now() - began, retryAfter }
}

async function restart({ server, toDatabase }: Stage): Promise<void> {
  await server.start()
  toDatabase.aim([server.port()])
}
