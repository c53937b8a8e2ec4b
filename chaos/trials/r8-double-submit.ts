import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { insertCaptures } from '../captures'
import { enrollForm, openDesk, type Pressed, presser } from '../desk'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import type { Trial } from '../trial'

/** Presses of one button at one moment. */
const AT_ONCE = 32
const jobsSchema = z.array(z.object({ id: z.uuid(), formKey: z.uuid() }))

export const r8: Trial = {
  promise: 'R8',
  words: 'the same form 32 times at once, and another with its key',
  control: 'check, then insert',
  async run(stage, { isSmall, isBroken }) {
    const preload = isBroken ? [mutant('check-then-insert')] : []
    if (isBroken) await stage.pool.query('drop index "Job_formKey_key"')
    stage.serve(await Promise.all([stage.startWeb({ preload }), stage.startWeb({ preload })]))
    const desk = await openDesk(stage.pool)
    const press = presser(stage.env.KIOO_URL ?? '', desk)
    const times = isSmall ? 6 : 60
    const captures = await insertCaptures(stage.pool, desk.operatorId, 2 * times, false)
    const outcome = nothing(times * AT_ONCE)
    for (let nth = 0; nth < times; nth++) {
      const formKey = randomUUID()
      const [captureId = '', otherCapture = ''] = captures.slice(2 * nth, 2 * nth + 2)
      const form = enrollForm({ formKey, captureId, userId: `chaos-${formKey}`, displayName: 'One' })
      // Every other time two forms race for one key: whichever comes first is it, and the other is told.
      const other = enrollForm({ ...form, captureId: otherCapture, displayName: 'Another' })
      const isRace = nth % 2 === 1
      const forms = Array.from({ length: AT_ONCE }, (_, at) => (isRace && at % 2 === 1 ? other : form))
      const pressed = await Promise.all(forms.map(press))
      if (!isRace) pressed.push(...(await Promise.all([other, { ...form, displayName: 'Changed' }].map(press))))

      const { rows } = await stage.pool.query('select "id", "formKey" from "Job" where "formKey" = $1', [formKey])
      const made = jobsSchema.parse(rows)
      if (made.length === 0) outcome.losses += 1
      outcome.duplicates += Math.max(0, made.length - 1)
      const named = new Set(pressed.flatMap((one) => ('jobId' in one ? one.jobId : [])))
      if (named.size > 1 || [...named].some((id) => id !== made[0]?.id))
        outcome.faults.push('a job was named that is not it')
      const count = (code: string) => pressed.filter((one) => refusal(one) === code).length
      const others = isRace ? AT_ONCE / 2 : 2
      if (count('form_changed') !== others)
        outcome.faults.push(`${others} presses with other answers: ${[...new Set(pressed.map(refusal))].join(', ')}`)
    }
    return { ...outcome, faults: [...new Set(outcome.faults)] }
  },
}

const refusal = (pressed: Pressed) => ('refused' in pressed ? pressed.refused : 'taken')
