// Plain Node on purpose: this runs before anything is installed.

/** Ends the process with one line for a person. */
export function give(up) {
  console.error(`\n  ${up}\n`)
  process.exit(1)
}

/** Runs before everything else: an old Node fails later with words nobody can act on. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    give(`Kioo needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/.`)
}

/** Shows what takes long, and how long it took. */
export async function step(title, work) {
  const started = Date.now()
  process.stdout.write(`  ${title} … `)
  const result = await work()
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  return result
}
