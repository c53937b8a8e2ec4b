import { afterEach, expect, test, vi } from 'vitest'
import { remember } from './remember'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

type Hear = (event: object) => void

/** As much of a browser's page as is listened to. */
function openPage() {
  vi.useFakeTimers()
  const [down, up] = [new Map<string, Set<Hear>>(), new Map<string, Set<Hear>>()]
  class Field {
    type = 'radio'
    checked = false
    value = ''
  }
  class Button {
    type = 'button'
    closest = () => this
  }
  class Form {
    constructor(
      readonly action: string | null,
      readonly method = 'post',
    ) {}
    hasAttribute = () => this.action !== null
    getAttribute = () => this.action
  }
  vi.stubGlobal('HTMLInputElement', Field)
  vi.stubGlobal('HTMLFormElement', Form)
  vi.stubGlobal('Element', Button)
  vi.stubGlobal('window', {})
  vi.stubGlobal('addEventListener', (kind: string, hear: Hear, capture = false) => {
    const way = capture ? down : up
    way.set(kind, new Set(way.get(kind)).add(hear))
  })
  vi.stubGlobal('removeEventListener', (kind: string, hear: Hear, capture = false) =>
    (capture ? down : up).get(kind)?.delete(hear),
  )
  remember()
  /**
   * An event goes down through the window to its target, past React at the document (`meanwhile`), and up again, unless
   * React keeps it.
   */
  const tell = (kind: string, target: object, meanwhile: () => unknown = () => {}) => {
    for (const hear of down.get(kind) ?? []) hear({ target })
    if (meanwhile() === 'kept') return
    for (const hear of up.get(kind) ?? []) hear({ target })
  }
  /** Whether the browser sends the form, by this button, at this time. */
  const send = (target: Form, submitter: Button | null, timeStamp: number): boolean => {
    const preventDefault = vi.fn()
    for (const hear of down.get('submit') ?? []) hear({ target, submitter, timeStamp, preventDefault })
    return preventDefault.mock.calls.length === 0
  }
  const comeBack = (persisted: boolean) => {
    for (const hear of up.get('pageshow') ?? []) hear({ persisted })
  }
  return { Field, Button, Form, tell, send, comeBack, early: window.early }
}

test('of choices that exclude each other the last one is done last, also where it was the first before', () => {
  const { Field, tell, early } = openPage()
  const [sandbox, production] = [new Field(), new Field()]
  for (const chosen of [sandbox, production, sandbox]) {
    for (const one of [sandbox, production]) one.checked = one === chosen
    for (const kind of ['input', 'change']) tell(kind, chosen)
  }
  expect([...(early?.fields ?? [])]).toEqual([
    [production, true],
    [sandbox, true],
  ])
  expect([...(early?.fields.keys() ?? [])].at(-1)).toBe(sandbox)
})

test('a button that is pressed again counts once, where it was pressed last', () => {
  const { Button, tell, early } = openPage()
  const [one, other] = [new Button(), new Button()]
  for (const pressed of [one, other, one]) tell('click', pressed)
  const pressed = [...(early?.presses.keys() ?? [])]
  expect(pressed).toHaveLength(2)
  expect(pressed.at(-1)).toBe(one)
})

test('a press by which the page begins to listen, and which it hears itself, is not done once more', () => {
  const { Button, tell, early } = openPage()
  tell('click', new Button(), () => early?.stop())
  expect(early?.presses.size).toBe(0)
})

test('a press that React keeps to itself, because it waits for a part of the script, is remembered', () => {
  const { Button, tell, early } = openPage()
  const button = new Button()
  tell('click', button, () => 'kept')
  expect([...(early?.presses.keys() ?? [])]).toEqual([button])
})

test('a press that the page hears itself takes the place of an earlier one of the same button', () => {
  const { Button, tell, early } = openPage()
  const [one, other] = [new Button(), new Button()]
  for (const button of [one, other]) tell('click', button)
  tell('click', one, () => early?.stop())
  expect([...(early?.presses.keys() ?? [])]).toEqual([other])
})

test('a tick by which the page begins to listen is remembered, for the page takes it for what stood there', () => {
  const { Field, tell, early } = openPage()
  const box = new Field()
  box.checked = true
  tell('click', box, () => early?.stop())
  for (const kind of ['input', 'change']) tell(kind, box)
  expect([...(early?.fields ?? [])]).toEqual([[box, true]])
})

test('a form is sent once, however often its button is pressed while the answer is on its way', () => {
  const { Form, Button, send, early } = openPage()
  const [form, button] = [new Form('/go/claim'), new Button()]
  expect(send(form, button, 100)).toBe(true)
  expect(send(form, button, 350)).toBe(false)
  early?.stop()
  expect(send(form, button, 5_000)).toBe(false)
  // Another answer to the same question is one of its own, and looking something up changes nothing.
  expect(send(form, new Button(), 5_100)).toBe(true)
  const search = new Form('/settings/audit', 'get')
  for (const at of [5_200, 5_300]) expect(send(search, button, at)).toBe(true)
})

test('a form that goes to its own page is sent once until the page listens, and sends it itself', () => {
  const { Form, Button, send, early } = openPage()
  const [form, button] = [new Form(''), new Button()]
  expect(send(form, button, 100)).toBe(true)
  expect(send(form, button, 350)).toBe(false)
  const search = new Form('')
  for (const at of [360, 370]) expect(send(search, null, at)).toBe(true)
  early?.stop()
  expect(send(form, button, 400)).toBe(true)
})

test('a form whose answer does not come can be sent again, and so can one on a page that was come back to', () => {
  const { Form, Button, send, comeBack } = openPage()
  const [form, button] = [new Form('/e/claim'), new Button()]
  expect(send(form, button, 100)).toBe(true)
  expect(send(form, button, 10_100)).toBe(true)
  comeBack(false)
  expect(send(form, button, 10_200)).toBe(false)
  comeBack(true)
  expect(send(form, button, 10_300)).toBe(true)
})
