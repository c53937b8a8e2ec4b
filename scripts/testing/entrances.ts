import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every way into the portal, as its source is written: for tests that read it. */

export const files = ['app', 'components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)),
)

export const source = (path: string) => readFileSync(path, 'utf8')

/** One exported function: its file, its name, its text. */
type Entrance = readonly [path: string, name: string, body: string]

/** Each exported function with all that follows it up to the next export. */
function exportedFunctions(path: string): Entrance[] {
  return source(path)
    .split(/^(?=export )/m)
    .filter((part) => part.startsWith('export ') && !/^export (type|interface) /.test(part))
    .map((part) => [
      path,
      /^export (?:default )?(?:async )?(?:function\*?|const|let) (\w+)/.exec(part)?.[1] ?? '?',
      part,
    ])
}

/** Server actions: every one is a public endpoint. */
export const actions = files.filter((path) => /^\s*(['"])use server\1/m.test(source(path))).flatMap(exportedFunctions)

/** Signed-in pages. */
export const pages = files.filter((path) => path.startsWith(join('app', '(portal)')) && path.endsWith('page.tsx'))

/** Route handlers, one for each method. */
export const methods = files
  .filter((path) => path.endsWith('route.ts'))
  .flatMap(exportedFunctions)
  .filter(([, name]) => /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name))
