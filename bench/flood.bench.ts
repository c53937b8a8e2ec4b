// How long a callback waits while people guess at passwords and cameras send their pictures.
import { assertKept, callbackShot, signingKey, waitingJobs } from './callback-jobs'
import { type CameraPace, flooder } from './flood'
import { aim, type Shot } from './load'
import { printRates, printRatio } from './print'
import { quantile, roundsInAll, type Side, takeTurns } from './rounds'
import { withStack } from './stack'

const ROUNDS = 7
const CALLBACKS = 300
/** 50 callbacks a second: a very busy day, and far below what the route takes. */
const EVERY_MS = 20
const CONNECTIONS = 64
const SETTLE_MS = 500
const GOAL = { most: 2 }

// Each guess comes from another address, as X-Forwarded-For says. Faces are looked for, as they are wherever Kioo runs.
const settings = { KIOO_TRUSTED_PROXIES: '1', KIOO_FACE_GATE: 'enforce' }

await withStack(async ({ url, worker }) => {
  await worker.stop()
  const key = signingKey()
  const jobs = await waitingJobs(3 * CALLBACKS * roundsInAll(ROUNDS))
  const target = aim(url, CONNECTIONS)
  const others = await flooder(url)
  const sent: Shot[] = []

  /** Milliseconds within which 99 of 100 callbacks are answered. */
  async function p99(): Promise<number> {
    const shots = jobs.splice(0, CALLBACKS).map((job) => callbackShot(job, key))
    sent.push(...shots)
    return quantile(await target.pace(shots, EVERY_MS, 200), 0.99)
  }

  const alone: Side = { name: 'p99 alone', run: p99 }
  const answered = new Map<CameraPace, string[]>()
  const flooded = (name: string, cameras: CameraPace): Side => ({
    name,
    async run() {
      others.begin(cameras)
      // That it sets in is an event of a moment; what counts is that it is there.
      await new Promise((wake) => setTimeout(wake, SETTLE_MS))
      const ms = await p99()
      const { guesses, pictures } = await others.end()
      answered.set(cameras, [...(answered.get(cameras) ?? []), `${guesses}/${pictures}`])
      return ms
    },
  })
  const bursts = flooded('p99 while people guess and cameras send in bursts', 'bursts')
  const endless = flooded('p99 while people guess and cameras never stop', 'endless')
  const milliseconds = await takeTurns([alone, bursts, endless], ROUNDS)
  target.close()
  others.close()
  await assertKept(sent)

  console.log(`  ${1000 / EVERY_MS} callbacks a second; guesses/pictures answered in a round:`)
  for (const [cameras, rounds] of answered) console.log(`  ${cameras}: ${rounds.join(', ')}`)
  console.log()
  printRates(milliseconds, 'ms')
  printRatio(milliseconds, bursts, alone, GOAL)
  printRatio(milliseconds, endless, alone, GOAL)
}, settings)
