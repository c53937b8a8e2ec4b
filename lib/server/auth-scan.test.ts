import { describe, expect, test } from 'vitest'
import { actions, methods as everyMethod, files, pages, source } from '@/scripts/testing/entrances'

/** Actions a stranger may call; they ask for the origin only. */
const strangersActions = ['app/sign-in/', 'app/setup/', 'app/invitation/']
/**
 * Routes with a door of another kind: next-auth's own, the provider's token, the health probes, the logo everybody
 * sees, and the browser's word on what a page's policy stopped, which comes from strangers' pages as well.
 */
const otherRoutes = [
  'app/api/auth/',
  'app/api/callbacks/',
  'app/api/csp-reports/',
  'app/api/health/',
  'app/api/organisation/logo/',
]

/** The person's own routes: their doors ask where a form comes from, and whose visit it is. */
const personsRoutes = ['app/e/', 'app/go/']
/** The routes for two kinds of people, and who tells these apart. */
const capturesRoutes = ['app/api/captures/']
const capturesOwner = 'app/api/captures/owner.ts'

const isIn = (path: string, folders: string[]) => folders.some((folder) => path.startsWith(folder))

const methods = everyMethod.filter(([path]) => !isIn(path, otherRoutes))

/** What an entrance asks before it does anything. */
const DOORS = 'actionActor|visitorAction|routeActor|ownerOf|postedForm|visitActor'

/**
 * How many doors' answers nobody looks at before something else happens. An answer must be asked for its `ok`, in a
 * condition, and until then nothing may be waited for but another door or the request's own body.
 */
function unheardDoors(body: string): number {
  const code = body.replace(/^\s*\/\/.*$/gm, '')
  const calls = code.match(new RegExp(String.raw`\b(?:${DOORS})\(`, 'g')) ?? []
  const named = [...code.matchAll(new RegExp(String.raw`const (\w+) = await (?:${DOORS})\(`, 'g'))]
  const heard = named.filter(({ 0: call, 1: name = '', index }) => {
    const rest = code.slice(index + call.length)
    const at = rest.search(new RegExp(String.raw`\bif \(!?${name}\.ok\b|\b${name}\.ok \? `))
    return at >= 0 && !new RegExp(String.raw`\bawait (?!(?:${DOORS}|readJson)\()`).test(rest.slice(0, at))
  })
  return calls.length - heard.length
}

describe('nobody gets in without being asked who they are:', () => {
  test('there is something to scan', () => {
    expect(actions.length).toBeGreaterThan(5)
    expect(pages.length).toBeGreaterThan(3)
    expect(methods.length).toBeGreaterThan(0)
  })

  test.each(actions)('action %s %s', (path, name, body) => {
    expect(name, 'an action is an exported async function with a name').not.toBe('?')
    expect(body).toContain(isIn(path, strangersActions) ? 'await visitorAction(' : 'await actionActor(')
  })

  test('the scan knows a door whose answer is heard from one that is passed by', () => {
    const heard = [
      "const a = await actionActor('x')\n if (!a.ok) return a\n await work(a.actor)",
      "const a = await routeActor(request, 'x')\n return a.ok ? work(a.actor) : a.response",
      'const d = await visitActor()\n const told = await readJson(request, 7)\n if (!d.ok) return d',
      'const p = await postedForm(request, s)\n if (!p.ok) return p\n const d = await visitActor()\n if (d.ok) await work(d)',
    ]
    const unheard = [
      "await actionActor('x')\n await work()",
      "const a = await actionActor('x')\n await work()",
      "const a = await actionActor('x')\n await work()\n if (!a.ok) return a",
      "const a = await actionActor('x')\n // if (!a.ok) return a\n await work()",
      "const a = actionActor('x')\n if (!a.ok) return a",
      "const a = await actionActor('x')\n console.log(a.ok)\n await work()",
      'const p = await postedForm(request, s)\n if (!p.ok) return p\n const d = await visitActor()\n await work()',
    ]
    expect(heard.map(unheardDoors)).toEqual(heard.map(() => 0))
    expect(unheard.map(unheardDoors)).toEqual(unheard.map(() => 1))
  })

  test.each([...actions, ...methods])(
    '%s %s looks at what each door answers before it does anything',
    (_, __, body) => {
      expect(unheardDoors(body)).toBe(0)
    },
  )

  test.each(pages)('page %s', (path) => {
    expect(source(path)).toContain('await pageActor(')
  })

  test.each(pages)(
    'page %s comes back from the sign-in page to where it was asked for, and to nowhere else',
    (path) => {
      expect(source(path)).not.toMatch(/pageActor\([^)]*\$\{(?!encodeURIComponent\()/)
    },
  )

  // A loading.tsx sends 200 and its skeleton at once; a 403, a 404 or a redirect would come too late.
  test('no page answers before it knows who is asking', () => {
    expect(files.filter((path) => path.endsWith('loading.tsx'))).toEqual([])
  })

  test.each(methods)('route %s %s', (path, name, body) => {
    if (isIn(path, personsRoutes))
      expect(body).toMatch(name === 'GET' ? /await currentVisit\(/ : /await (postedForm|visitActor)\(/)
    else expect(body).toContain(isIn(path, capturesRoutes) ? 'await ownerOf(' : 'await routeActor(')
  })

  test('a frame is taken from an operator, or from a person who agreed, and from nobody else', () => {
    expect(source(capturesOwner)).toMatch(/async function ownerOf[\s\S]*await requestVisit\([\s\S]*await routeActor\(/)
    expect(unheardDoors(source(capturesOwner).replace('function ownerOf(', ''))).toBe(0)
  })

  test('every server action lives in a file of actions, where this scan sees it', () => {
    const inline = files.filter((path) => /^\s+(['"])use server\1/m.test(source(path)))
    expect(inline).toEqual([])
  })
})

test.each(pages.filter((path) => source(path).includes('<Enroll\n')))(
  'page %s has the gate get ready while its camera is still being found',
  (path) => expect(source(path)).toMatch(/^ {2}expectFrames\(\)$/m),
)

describe('an action takes whatever it is sent for what it is: a public endpoint', () => {
  test('the scan knows an argument that is trusted from one that is read by a schema', () => {
    expect(trusted('export async function x(input: Y) {\n  schema.safeParse(input.draft)\n}')).toEqual(['input.'])
    expect(trusted('export async function x(before: Y, form: FormData) {\n  form.get(1)\n}')).toEqual(['form.'])
    expect(trusted('export const x: Y = async (input) => {\n  const { a } = input\n}')).toEqual(['= input\n'])
    expect(trusted('export async function x(input: Y) {\n  schema.safeParse(input)\n  form.data\n}')).toEqual([])
  })

  test.each(actions)('%s %s reads no part of an argument before a schema has', (_, __, body) => {
    expect(trusted(body)).toEqual([])
  })

  /** Where an argument of an exported function is taken apart. Their names are those before a colon or alone in brackets. */
  function trusted(body: string): string[] {
    const [, list = ''] = /^export [^(]*\(([^)]*)\)/.exec(body) ?? []
    const names = [...list.matchAll(/(\w+)\s*(?::[^,]*)?(?:,|$)/g)].flatMap(([, name]) => name ?? [])
    return names.flatMap((name) =>
      [...body.matchAll(new RegExp(String.raw`(?<![.\w])${name}(?:\.|\[)|= ${name}\n`, 'g'))].map(([found]) => found),
    )
  }
})

describe('pages with a camera are loaded as documents:', () => {
  const camera = String.raw`/(?:enroll(?![a-z-])|enrollees/[^'"\`]*authenticate)`
  // <Link href=…>, <LinkButton href=…>, router.push(…), redirect(…): all of them keep the present document.
  const soft = new RegExp(
    String.raw`<(?:Link|LinkButton)\b[^>]*href=\{?['"\`]${camera}|\b(?:push|replace|redirect)\(\s*['"\`]${camera}`,
  )

  test('the scan knows a soft link from a hard one', () => {
    expect(soft.test('<LinkButton variant="primary" href="/enroll">')).toBe(true)
    expect(soft.test('<Link href={`/enrollees/${' + 'id}/authenticate`}>')).toBe(true)
    expect(soft.test("redirect('/enroll')")).toBe(true)
    expect(soft.test('<DocumentLink href="/enroll">')).toBe(false)
    expect(soft.test('<Link href="/enrollees">')).toBe(false)
  })

  test.each(files)('%s', (path) => {
    expect(source(path)).not.toMatch(soft)
  })

  test.each(files.filter((path) => isIn(path, [...personsRoutes, 'components/person/'])))(
    '%s: on the person’s way every step is a document',
    (path) => {
      expect(source(path)).not.toMatch(/next\/link|useRouter|LinkButton|\bredirect\(/)
    },
  )
})
