import { expect, test } from 'vitest'
import { cameraProblem } from './camera-problem'
import { problemWords, unblockSteps } from './camera-words'

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['OverconstrainedError', 'too_demanding'],
  ['SomethingNew', 'unknown'],
])('%s is %s, with words of its own', (name, problem) => {
  expect(cameraProblem(new DOMException('', name))).toBe(problem)
  expect(problemWords[cameraProblem(new DOMException('', name))].text).not.toBe('')
})

test('no getUserMedia at all means an insecure address', () => {
  expect(cameraProblem('getUserMedia not supported')).toBe('insecure')
  expect(cameraProblem(new TypeError('undefined'))).toBe('insecure')
})

test('an iPad that says it is a Mac gets the steps of an iPad', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15'
  expect(unblockSteps(mac, 5)).not.toEqual(unblockSteps(mac, 0))
})
