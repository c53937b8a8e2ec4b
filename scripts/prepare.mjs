// Brings a checkout to where it can run. Plain Node on purpose: there may be no node_modules yet.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { putFaceFiles } from './face-files.mjs'
import { installMark, isInstalled } from './installed.mjs'
import { runQuietly } from './run-quietly.mjs'
import { step } from './say.mjs'

/** Where state and logs live. */
export const home = resolve(process.env.KIOO_HOME || '.kioo')
const log = (name) => join(home, 'logs', `${name}.log`)

/** Installs what the lockfile says, unless it is there. */
export async function install({ dev = false } = {}) {
  if (isInstalled({ dev })) return
  await step('Installing packages', async () => {
    // npm names its own program for what it starts; that one is certainly the npm that goes with this Node.
    const npm = process.env.npm_execpath
    const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
    await runQuietly(command, [...args, 'ci', '--no-audit', '--no-fund'], {
      log: log('install'),
      // A production environment would leave out what the tests need.
      env: { NODE_ENV: 'development' },
    })
    const mark = installMark()
    writeFileSync(mark.file, mark.text)
    // What was built with other packages fails in odd ways.
    rmSync('.next', { recursive: true, force: true })
  })
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Calls `make` unless `mark` says that `hash` was made already. */
async function unlessMade(mark, hash, make) {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return
  await make()
  mkdirSync(dirname(mark), { recursive: true, mode: 0o755 })
  writeFileSync(mark, hash)
}

/** What is made from packages: the database client from its schema, and the face detector's files, served by us. */
export async function generate() {
  putFaceFiles()
  const made = 'lib/server/generated'
  const hash = hashOf(['prisma/schema.prisma', 'scripts/generate.mjs', 'package-lock.json'])
  if (!existsSync(join(made, 'prisma'))) rmSync(made, { recursive: true, force: true })
  await unlessMade(join(made, 'made-from'), hash, () =>
    step('Generating the database client', () =>
      runQuietly(process.execPath, ['scripts/generate.mjs'], { log: log('generate') }),
    ),
  )
}

function sources() {
  const folders = ['app', 'components', 'lib', 'public', 'messages'].filter((folder) => existsSync(folder))
  const inside = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((file) => join(folder, file))
      .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(file).isFile()),
  )
  // Every file in the root that a build may read: configuration, proxy.ts, instrumentation.ts.
  const root = readdirSync('.').filter(
    (file) => /\.(ts|js|mjs|json)$/.test(file) && !/^(vitest|playwright|biome)/.test(file),
  )
  return [...inside, ...root.filter((file) => file !== 'next-env.d.ts')].sort()
}

/** The production build of the portal. */
export async function build() {
  await unlessMade('.next/made-from', hashOf(sources()), () =>
    step('Building the portal', async () => {
      rmSync('.next/made-from', { force: true })
      await runQuietly(process.execPath, ['scripts/build.mjs'], { log: log('build') })
    }),
  )
}
