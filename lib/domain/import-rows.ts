import { z } from 'zod'
import { userIdSchema } from './enroll-form'
import { seenLine } from './seen-text'

const IMPORT_ROWS_MAX = 2_000

/** One line of an imported file as it will become a link, or why it will not. */
export const importRowSchema = z.object({
  /** The line in the file, as a spreadsheet numbers it. */
  line: z.number().int(),
  userId: z.string(),
  displayName: z.string(),
  email: z.string(),
  /** What is wrong with it, in sentences; such a row is left out. */
  problems: z.array(z.string()),
  /** What will go wrong with the link it becomes all the same, in a sentence; what to do hangs on how far it has come. */
  warning: z.string().optional(),
})
export type ImportRow = z.infer<typeof importRowSchema>

/** A line of a file, numbered as a spreadsheet numbers it. */
export type CsvLine = { line: number; cells: readonly string[] }

type ImportTable = { rows: ImportRow[] } | { problem: string }

/** What people call the columns, without capitals, accents and signs. */
const columns = {
  userId: [
    'userid',
    'user',
    'id',
    'customerid',
    'clientid',
    'memberid',
    'memberno',
    'membernumber',
    'identifiant',
    'idutilisateur',
    'kitambulisho',
    'idusuario',
    'idutilizador',
    'externalid',
    'reference',
  ],
  displayName: [
    'name',
    'displayname',
    'fullname',
    'nom',
    'nomcomplet',
    'jina',
    'jinakamili',
    'nome',
    'nomecompleto',
    'person',
  ],
  email: ['email', 'mail', 'emailaddress', 'courriel', 'adresseemail', 'baruapepe', 'correio', 'correioeletronico'],
} as const satisfies Record<string, readonly string[]>

const plain = (heading: string) =>
  heading
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

const rowSchema = z.object({
  userId: z.string().trim().min(1, 'There is no user id. Write one into this row of the file.').pipe(userIdSchema),
  displayName: z
    .string()
    .overwrite(seenLine)
    .trim()
    .refine((name) => name.length <= 120, 'The name has more than 120 characters.'),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'The e-mail address has more than 254 characters.')
    .refine((text) => text === '' || z.email().safeParse(text).success, 'This is not an e-mail address.'),
})

/** The rows of a CSV file, each with its problems. The first line names the columns, in any order. */
export function importTable([header, ...lines]: readonly CsvLine[]): ImportTable {
  const names = (header?.cells ?? []).map(plain)
  const at = (column: keyof typeof columns) => {
    const known: readonly string[] = columns[column]
    return names.findIndex((name) => known.includes(name))
  }
  const [userId, displayName, email] = [at('userId'), at('displayName'), at('email')]
  if (userId < 0)
    return {
      problem:
        'The first line must name the columns. One of them has to be called “user id”; “name” and “e-mail” are optional.',
    }
  if (lines.length === 0) return { problem: 'The file has a first line and nothing under it.' }
  if (lines.length > IMPORT_ROWS_MAX)
    return { problem: `The file has ${lines.length} rows. Split it: at most ${IMPORT_ROWS_MAX} go in one import.` }

  const firstLines = new Map<string, number>()
  const rows = lines.map(({ line, cells }): ImportRow => {
    const cell = (column: number) => (column < 0 ? '' : (cells[column] ?? ''))
    const typed = { userId: cell(userId), displayName: cell(displayName), email: cell(email) }
    const parsed = rowSchema.safeParse(typed)
    if (!parsed.success)
      return { line, ...shortened(typed), problems: parsed.error.issues.map(({ message }) => message) }
    const twin = firstLines.get(parsed.data.userId)
    if (twin) return { line, ...parsed.data, problems: [`The same user id is in line ${twin}.`] }
    firstLines.set(parsed.data.userId, line)
    return { line, ...parsed.data, problems: [] }
  })
  return { rows }
}

/** A cell that was refused is shown, not kept whole. */
function shortened(typed: Pick<ImportRow, 'userId' | 'displayName' | 'email'>) {
  const short = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
  return { userId: short(typed.userId), displayName: short(typed.displayName), email: short(typed.email) }
}
