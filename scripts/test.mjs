// npm test: everything that can be checked, from a bare checkout. Ends with one line: N passed, N failed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { build, generate, home, install } from './prepare.mjs'
import { checkNode } from './say.mjs'

checkNode()
process.chdir(resolve(import.meta.dirname, '..'))

const reports = join(home, 'reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true, mode: 0o700 })

const count = { passed: 0, failed: 0 }
/** What failed, said once more at the very end: the runners' own words are thousands of lines further up. */
const failures = []

function runNode(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return status === 0
}

function fail(what, error) {
  const said = `${what}${error ? `: ${error instanceof Error ? error.message : error}` : ''}`
  count.failed += 1
  failures.push(said)
  console.error(`\n  FAILED ${said}\n`)
}

/** A step without tests of its own: it counts only when it fails. */
async function must(what, work) {
  try {
    if ((await work()) === false) fail(what)
    else return true
  } catch (error) {
    fail(what, error)
  }
  return false
}

/** Adds what a machine-readable report says. A run that failed in silence, or tested nothing, is a failure. */
function add(what, ok, file, read) {
  let told = { passed: 0, failed: 0, failures: [] }
  try {
    told = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return fail(what, 'it ended without a report')
  }
  count.passed += told.passed
  count.failed += told.failed
  failures.push(...told.failures)
  if (told.passed + told.failed === 0) fail(what, 'no test ran')
  else if (!ok && told.failed === 0) fail(what, 'it ended with an error outside the tests')
}

const failedInFile = ({ name, message, assertionResults }) => {
  const file = relative('.', name)
  const failed = assertionResults.filter(({ status }) => status === 'failed')
  if (failed.length === 0) return message ? [`${file}: ${message}`] : []
  return failed.map(({ fullName, failureMessages }) => `${file} › ${fullName}\n${failureMessages.join('\n')}`)
}

const failedInSuite = ({ suites = [], specs = [] }) => [
  ...specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => `e2e/${file}:${line} › ${title}\n${results.map(({ error }) => error?.message).join('\n')}`),
  ),
  ...suites.flatMap(failedInSuite),
]

async function everything() {
  if (!(await must('install', () => install({ dev: true })))) return
  if (!(await must('generate', generate))) return
  await must('lint', () => runNode(['node_modules/@biomejs/biome/bin/biome', 'check', '.']))
  const built = await must('build', build)
  // After the build, which writes the types of the routes.
  await must('types', () => runNode(['node_modules/typescript/bin/tsc', '--noEmit']))

  const unit = join(reports, 'vitest.json')
  const ok = runNode([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unit}`,
  ])
  add('vitest', ok, unit, ({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    failures: testResults.flatMap(failedInFile),
  }))

  if (!built) return
  let chromium
  if (
    !(await must('Chromium', async () => {
      chromium = await ensureChromium()
    }))
  )
    return
  const journeys = join(reports, 'playwright.json')
  const went = runNode(['node_modules/@playwright/test/cli.js', 'test'], {
    CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: journeys,
  })
  add('playwright', went, journeys, ({ stats, suites }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    failures: suites.flatMap(failedInSuite),
  }))
}

await everything()
for (const failure of failures) console.log(`\n  FAILED ${failure}`)
console.log(`\n${count.passed} passed, ${count.failed} failed`)
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1)
