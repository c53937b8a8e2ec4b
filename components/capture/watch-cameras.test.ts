import { afterEach, expect, test, vi } from 'vitest'
import { watchCameras } from './watch-cameras'

const camera = {
  kind: 'videoinput',
  deviceId: 'a',
  groupId: '',
  label: 'Integrated Camera',
  toJSON: () => ({}),
} as const

/** The browser's devices, where `answer` is what it says when asked for them. */
class Devices extends EventTarget {
  constructor(readonly enumerateDevices: () => Promise<MediaDeviceInfo[]>) {
    super()
  }
}
const plug = (devices: Devices) => devices.dispatchEvent(new Event('devicechange'))

const unhandled = vi.fn()
process.on('unhandledRejection', unhandled)
afterEach(() => unhandled.mockReset())

test('a camera that is plugged in is on the list', async () => {
  const tell = vi.fn()
  const devices = new Devices(async () => [camera])
  watchCameras(devices, tell)
  plug(devices)
  await vi.waitFor(() => expect(tell).toHaveBeenCalledWith([{ id: 'a', name: 'Integrated Camera', remark: null }]))
})

test('a browser that does not name its cameras any more leaves the list as it was, and is no error of the page', async () => {
  const tell = vi.fn()
  const devices = new Devices(() => Promise.reject(new DOMException('Not now', 'InvalidStateError')))
  watchCameras(devices, tell)
  plug(devices)
  await new Promise(setImmediate)
  expect(tell).not.toHaveBeenCalled()
  expect(unhandled).not.toHaveBeenCalled()
})

test('who has left hears of no more cameras, not even of those that were being looked up', async () => {
  const tell = vi.fn()
  const devices = new Devices(async () => [camera])
  const stop = watchCameras(devices, tell)
  plug(devices)
  stop()
  plug(devices)
  await new Promise(setImmediate)
  expect(tell).not.toHaveBeenCalled()
})
