import { expect, test } from 'vitest'
import { saidFields } from './quiet-console'

const MARK = 'planted mark'

test('of an error written to the console, its kind and digest are logged, and nothing of what it quotes', () => {
  const torn = Object.assign(new SyntaxError(`Unexpected token, "${MARK}" is not valid JSON`), { digest: '2338120967' })
  expect(saidFields([' ⨯', torn])).toEqual({ error: 'SyntaxError', digest: '2338120967' })
  expect(saidFields([new Error(MARK)])).toEqual({ error: 'Error' })
})

test('a digest that carries an address is left out', () => {
  const moved = Object.assign(new Error('NEXT_REDIRECT'), { digest: `NEXT_REDIRECT;replace;/e/${MARK};307;` })
  expect(saidFields([moved])).toEqual({ error: 'Error' })
})

test('of a text nothing is logged but that something was written', () => {
  expect(saidFields([`Failed to find Server Action "${MARK}"`, MARK, { MARK }])).toEqual({})
})
