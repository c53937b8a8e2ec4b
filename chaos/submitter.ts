// R7's victim: the portal's own way from a complete capture to a job, in a process that is killed in the middle of it.
import { z } from 'zod'
import { enroll } from '@/lib/server/enroll'
import { newForm } from '@/scripts/testing/captures'

/** Captures submitted at the same time. */
const AT_ONCE = 4
const orderSchema = z.object({ operatorId: z.uuid(), captureIds: z.array(z.uuid()) })

process.stdin.once('data', (chunk: Buffer) => {
  const { operatorId, captureIds } = orderSchema.parse(JSON.parse(chunk.toString()))
  const rest = captureIds.values()
  const lane = async () => {
    for (const captureId of rest) {
      const made = await enroll({ id: operatorId }, newForm(captureId), 'chaos')
      if (made.ok) console.log(`made ${made.jobId}`)
      else console.log(`refused ${made.code}`)
    }
  }
  void Promise.all(Array.from({ length: AT_ONCE }, lane)).then(() => console.log('done'))
})
console.log('Ready')
