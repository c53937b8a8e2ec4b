import { afterEach, expect, test, vi } from 'vitest'
import { refuse } from '@/lib/domain/outcome'
import { signedOut } from '@/lib/domain/signed-out'
import { fetchFile } from './fetch-file'

const lost = refuse('no_answer', 'It did not arrive.')
const answerWith = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', vi.fn(answer))

afterEach(() => vi.unstubAllGlobals())

test('why there is no file is told in the portal’s own words, with the code that leads whoever is signed out back in', async () => {
  const { code, message } = signedOut
  answerWith(async () => Response.json({ code, message }, { status: 401 }))
  expect(await fetchFile('/file', { lost })).toEqual(signedOut)
})

test('no answer, and one that is not the portal’s, is a file that did not arrive', async () => {
  answerWith(() => Promise.reject(new TypeError('offline')))
  expect(await fetchFile('/file', { lost })).toBe(lost)
  answerWith(async () => new Response('<h1>Bad gateway</h1>', { status: 502 }))
  expect(await fetchFile('/file', { lost })).toBe(lost)
  answerWith(async () => Response.json({ message: 'Over capacity' }, { status: 503 }))
  expect(await fetchFile('/file', { lost })).toBe(lost)
})
