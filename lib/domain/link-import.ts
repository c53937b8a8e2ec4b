import { z } from 'zod'
import { environmentSchema } from './environment'
import type { Tone } from './job'
import { languageSchema } from './language'
import { redirectAsCalled } from './redirect-url'

export const importOptionsSchema = z
  .object({
    environment: environmentSchema,
    label: z.string().trim().max(120, 'A label has at most 120 characters.'),
    expiryMinutes: z
      .number('Type a number.')
      .int('Type a whole number.')
      .min(5, 'A link is good for at least 5 minutes.')
      .max(30 * 24 * 60, 'A link is good for at most 30 days.'),
    maxUses: z
      .number('Type a number.')
      .int('Type a whole number.')
      .min(1, 'At least one use.')
      .max(1000, 'At most 1000 uses.'),
    allowReEnroll: z.boolean(),
    reason: z
      .string()
      .trim()
      .max(500, 'A reason has at most 500 characters.')
      .nullable()
      .transform((reason) => reason || null),
    language: languageSchema.nullable(),
    redirectUrl: z
      .string()
      .nullable()
      .refine((url) => !url?.trim() || redirectAsCalled(url), 'Type a whole address that begins with https://')
      .transform((url) => redirectAsCalled(url ?? '')),
    contact: z.string().trim().max(300, 'At most 300 characters.'),
  })
  .superRefine((form, context) => {
    if (form.allowReEnroll && !form.reason)
      context.addIssue({ code: 'custom', path: ['reason'], message: 'Say why; it stays in the history.' })
  })

/** What every link of one import has in common. */
export type ImportOptions = z.output<typeof importOptionsSchema>

/** How far an import has come. */
export type ImportStage = 'nothing' | 'checked' | 'begun' | 'made' | 'downloaded' | 'over'

export function importStage(state: {
  wanted: number
  made: number
  isForgotten: boolean
  downloadedAt: Date | null
}): ImportStage {
  if (state.isForgotten) return 'over'
  if (state.wanted === 0) return 'nothing'
  if (state.made === 0) return 'checked'
  if (state.made < state.wanted) return 'begun'
  return state.downloadedAt ? 'downloaded' : 'made'
}

/** What happened and what to do next. `left`: rows left out. */
export function importWords(
  stage: ImportStage,
  { wanted, made, left }: { wanted: number; made: number; left: number },
): { tone: Tone; title: string; text: string } {
  const rows = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`
  const out =
    left > 0
      ? `${rows(left)} will be left out; each says why. To include them, correct the file and check it again. `
      : ''
  switch (stage) {
    case 'nothing':
      return {
        tone: 'bad',
        title: 'No row of this file can become a link.',
        text: 'Each row says why. Correct the file and check it again.',
      }
    case 'checked':
      return {
        tone: left > 0 ? 'warn' : 'ok',
        title: `${rows(wanted)} can become ${wanted === 1 ? 'a link' : 'links'}.`,
        text: `${out}Nothing is made yet.`,
      }
    case 'begun':
      return {
        tone: 'wait',
        title: `${made} of ${wanted} links are made.`,
        text: 'It stopped in between. Continue: what is made stays, and nobody gets two.',
      }
    case 'made':
      return {
        tone: 'ok',
        title: `All ${wanted} links are made. Download them now.`,
        text: 'This is the one time they can be had: Kioo keeps only their fingerprints, and forgets the links after the download, or after seven days.',
      }
    case 'downloaded':
      return {
        tone: 'ok',
        title: 'The links are downloaded.',
        text: 'Keep the file as you would keep keys, and erase it once the links are handed over.',
      }
    case 'over':
      return {
        tone: 'idle',
        title: `This file was imported before: ${made} ${made === 1 ? 'link was' : 'links were'} made of it.`,
        text: 'Nothing is made twice, and Kioo can show the links no more. Re-issue the ones you need from the list.',
      }
  }
}
