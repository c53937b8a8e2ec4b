import { expect, test } from 'vitest'
import { cameraProblem, type Permission } from './camera-problem'

const thrown = (name: string, message = '') => new DOMException(message, name)

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'policy'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['OverconstrainedError', 'too_demanding'],
  ['SomethingNew', 'unknown'],
])('%s is %s', (name, problem) => {
  expect(cameraProblem(thrown(name))).toBe(problem)
})

test.each<[string, string, Permission, Permission, string]>([
  ['a "no" a moment ago, remembered', 'Permission denied', 'prompt', 'denied', 'denied'],
  ['a question that was closed', 'Permission dismissed', 'prompt', 'prompt', 'denied'],
  ['a "no" from another day', 'Permission denied', 'denied', 'denied', 'denied_before'],
  ['a browser that cannot say', 'The request is not allowed by the user agent', null, null, 'denied'],
  ['macOS, in the words of Chrome', 'Permission denied by system', 'prompt', 'prompt', 'system'],
  ['a browser that said yes, and its system no', 'Permission denied', 'granted', 'granted', 'system'],
  ['a frame without the camera', 'Permission denied by permissions policy', 'prompt', 'prompt', 'policy'],
])('%s is told apart', (_, message, before, now, problem) => {
  expect(cameraProblem(thrown('NotAllowedError', message), before, now)).toBe(problem)
})

test('no getUserMedia at all means an insecure address', () => {
  expect(cameraProblem('getUserMedia not supported')).toBe('insecure')
  expect(cameraProblem(new TypeError('undefined'))).toBe('insecure')
})
