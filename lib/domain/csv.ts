/** Signs a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * One cell of a CSV file. What a spreadsheet would run is led by an apostrophe, so that it stays text;
 * every cell is quoted, which no reader minds.
 */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** A whole file: CRLF lines, with a byte order mark, since Excel guesses the encoding without one. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}
