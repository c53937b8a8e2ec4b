// What the broken variants share. They are loaded before a process of ours and change what it says to the database;
// nothing in the product knows of them.
import pg from 'pg'

/**
 * Lets `change` make another query of one that has this name, or this text; `change` may also answer in its place, by giving
 * a promise. A variant that finds nothing to change is out of date and must not pass for caught.
 */
export function changeQueries(names, change) {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (config, values, done) {
    const text = typeof config === 'string' ? config : config?.text
    const name = typeof config === 'string' ? '' : (config?.name ?? '')
    const isMeant = names.some((one) => (one instanceof RegExp ? one.test(text ?? '') : one === name || one === text))
    if (!isMeant) return query.call(this, config, values, done)
    const callback = typeof values === 'function' ? values : done
    const changed = change({ name, text, values: config.values ?? values }, (asked) => query.call(this, asked))
    if (changed instanceof Promise) {
      if (!callback) return changed
      changed.then((result) => callback(null, result), callback)
      return undefined
    }
    // Without its name: the server remembers named statements by their first text.
    const { name: _, ...rest } = typeof config === 'string' ? {} : config
    return query.call(this, { ...rest, text: changed.text, values: changed.values }, callback)
  }
}

/** A part of a statement, replaced. */
export function replaced(text, pattern, by) {
  const changed = text.replace(pattern, by)
  if (changed !== text) return changed
  console.error(`This broken variant is out of date: ${pattern} is not in the statement any more.`)
  process.exit(70)
}

export const noRows = { rows: [], rowCount: 0, command: '', fields: [], oid: 0 }
