// How much of an empty handler's throughput is left when the callback route checks and keeps every delivery.
import { assertKept, callbackShot, signingKey, waitingJobs } from './callback-jobs'
import { aim, type Shot } from './load'
import { printRates, printRatio } from './print'
import { roundsInAll, type Side, takeTurns } from './rounds'
import { withStack } from './stack'

const ROUNDS = 9
const CALLBACKS = 800
const CONNECTIONS = 16
const GOAL = { least: 0.8 }

await withStack(async ({ url, worker }) => {
  // The worker would read a status for every callback, and take the machine from both sides by turns.
  await worker.stop()
  const key = signingKey()
  const jobs = await waitingJobs(CALLBACKS * roundsInAll(ROUNDS))
  const batch = (round: number) => jobs.slice(round * CALLBACKS, (round + 1) * CALLBACKS)
  const target = aim(url, CONNECTIONS)
  const sent: Shot[] = []
  let shots: Shot[] = []
  let others: Shot[] = []

  const callbacks: Side = {
    name: 'callback route',
    async ready(round) {
      // Signed just now: a callback is good for some minutes only.
      shots = batch(round).map((job) => callbackShot(job, key))
      sent.push(...shots)
    },
    run: () => target.fire(shots, 200),
  }
  // Where nothing is, the handler says so at once: no body is read, nothing is asked of the database. Each path is
  // another one, as a callback's is: Next remembers where a path it has seen leads.
  const emptyPost: Side = {
    name: 'empty handler, same POST',
    async ready(round) {
      others = batch(round).map((job) => {
        const shot = callbackShot(job, key)
        return { ...shot, path: shot.path.replace('/callbacks/', '/nothing/') }
      })
    },
    run: () => target.fire(others, 404),
  }
  const live = Array.from({ length: CALLBACKS }, (): Shot => ({ method: 'GET', path: '/api/health/live' }))
  const emptyGet: Side = { name: 'empty handler, GET', run: () => target.fire(live, 200) }

  const rates = await takeTurns([callbacks, emptyPost, emptyGet], ROUNDS)
  target.close()
  await assertKept(sent)

  const bytes = sent[0]?.body?.byteLength
  console.log(`  ${CONNECTIONS} kept-alive connections, bodies of ${bytes} bytes, the worker stopped\n`)
  printRates(rates, 'a second')
  printRatio(rates, callbacks, emptyPost, GOAL)
  printRatio(rates, callbacks, emptyGet, GOAL)
  console.log(`\n  All ${sent.length} callbacks that were answered 200 are in the database, byte for byte.`)
})
