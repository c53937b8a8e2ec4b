import 'server-only'
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { CSV_BYTES_MAX, CSV_TOO_LARGE } from '@/lib/domain/import-file'
import type { CsvLine } from '@/lib/domain/import-rows'
import { type Outcome, refuse } from '@/lib/domain/outcome'

const CELLS_MAX = 100
const separators = [',', ';', '\t'] as const

/** Each line's number before its cells. */
const tableSchema = z.array(z.tuple([z.coerce.number().int()], z.string()))

/**
 * The lines of a CSV file as cells, numbered as a spreadsheet does, the empty ones left out. UTF-8 or UTF-16 with its
 * mark, UTF-8 without, else Windows-1252 (what Excel writes in western Europe); comma, semicolon or tab, whichever the
 * first line has most of outside quotes.
 */
export function readCsv(bytes: Uint8Array): Outcome<{ lines: CsvLine[] }> {
  if (bytes.length > CSV_BYTES_MAX) return refuse('too_large', CSV_TOO_LARGE)
  const text = decode(bytes)
  // A workbook or a picture under the wrong name; PostgreSQL could not keep NUL either.
  if (text.includes('\0'))
    return refuse('not_csv', 'This is not a CSV file. Save the sheet as CSV and choose that file.')
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 20_000,
      on_record: (cells: string[], { records, empty_lines }) =>
        cells.some((cell) => cell !== '') ? [`${records + empty_lines}`, ...cells] : null,
    })
    const lines = tableSchema.parse(parsed).map(([line, ...cells]) => ({ line, cells }))
    if (lines.length === 0)
      return refuse('empty', 'The file is empty. Choose one that names its columns and has a line for each person.')
    if (lines.some(({ cells }) => cells.length > CELLS_MAX)) return refuse('not_csv', 'The file has too many columns.')
    return { ok: true, lines }
  } catch (thrown) {
    if (thrown instanceof CsvError)
      return refuse(
        'not_csv',
        `The file could not be read: ${whereOf(thrown)}a quotation mark is opened and never closed, or stands inside a cell. Save the sheet as CSV anew.`,
      )
    throw thrown
  }
}

const placeSchema = z.object({ records: z.number(), empty_lines: z.number() })

/** Which line could not be read, for the middle of a sentence; nothing where the parser does not say. */
function whereOf(error: CsvError): string {
  const place = placeSchema.safeParse(error)
  return place.success ? `in line ${place.data.records + place.data.empty_lines + 1} ` : ''
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1)
  const bare = first.replace(/"[^"]*"/g, '')
  const count = (sign: string) => bare.split(sign).length
  return separators.reduce((best, sign) => (count(sign) > count(best) ? sign : best), separators[0])
}
