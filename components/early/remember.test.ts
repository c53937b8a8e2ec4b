import { afterEach, expect, test, vi } from 'vitest'
import { remember } from './remember'

afterEach(() => vi.unstubAllGlobals())

/** As much of a browser's page as is listened to. */
function openPage() {
  const heard = new Map<string, (event: object) => void>()
  class Field {
    type = 'radio'
    checked = false
    value = ''
  }
  class Button {
    type = 'button'
    closest = () => this
  }
  vi.stubGlobal('HTMLInputElement', Field)
  vi.stubGlobal('Element', Button)
  vi.stubGlobal('window', {})
  vi.stubGlobal('addEventListener', (kind: string, hear: (event: object) => void) => heard.set(kind, hear))
  remember()
  const tell = (kind: string, target: object) => heard.get(kind)?.({ target })
  return { Field, Button, tell, early: window.early }
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
