import 'server-only'

const held = globalThis as { kioo?: Map<string, unknown> }

/**
 * What `make` gives, made once in this process and the same for everybody in it. A variable of a module is not: a
 * build has one runtime for routes and another for pages and actions, each with modules of its own, so that a limit
 * would count twice and a wait would not see what is waited for.
 * `name` belongs to one file (once-per-process.test.ts holds it to that). While developing, what was made stays until
 * the server is started anew.
 */
export function oncePerProcess<T>(name: string, make: () => T): T {
  held.kioo ??= new Map()
  if (!held.kioo.has(name)) held.kioo.set(name, make())
  // Only the file that the name belongs to has put something there.
  return held.kioo.get(name) as T
}
