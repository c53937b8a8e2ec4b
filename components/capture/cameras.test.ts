import { expect, test } from 'vitest'
import { facesViewer, usableCameras } from './cameras'
import { lastRung, videoConstraints } from './constraints'

const device = (label: string, deviceId = label, kind: MediaDeviceKind = 'videoinput') => ({
  label,
  deviceId,
  kind,
  groupId: '',
  toJSON: () => '',
})

test('infrared and depth sensors are not offered; microphones neither', () => {
  const devices = [
    device('Integrated Camera (04f2:b6dd)'),
    device('Integrated IR Camera'),
    device('Surface Infrared Camera'),
    device('Depth Sensor'),
    device('Microphone', 'm', 'audioinput'),
    device('Irene’s iPhone Camera'),
  ]
  expect(usableCameras(devices).map(({ name }) => name)).toEqual(['Integrated Camera', 'Irene’s iPhone Camera'])
})

test.each([
  'OBS Virtual Camera',
  'OBS-Camera',
  'ManyCam Video Source',
  'Snap Camera',
  'XSplit VCam',
  'e2eSoft iVCam',
  'Camo',
  'NDI Webcam Video 1',
  'Dummy video device (0x0000)',
])('%s is offered with a remark', (label) => {
  expect(usableCameras([device(label)])).toMatchObject([{ remark: 'virtual' }])
})

test('a camera without a label still has a name', () => {
  expect(usableCameras([device('', 'x')])).toMatchObject([{ name: 'Camera 1' }])
})

test('only cameras that face the viewer are mirrored in the preview', () => {
  expect(facesViewer({ facingMode: 'user', label: '' })).toBe(true)
  expect(facesViewer({ facingMode: 'environment', label: 'front' })).toBe(false)
  expect(facesViewer({ facingMode: undefined, label: 'FaceTime HD Camera' })).toBe(true)
  expect(facesViewer({ facingMode: undefined, label: 'Logitech C920' })).toBe(false)
})

test('a remembered camera is a wish on every rung, never a demand', () => {
  for (let rung = 0; rung <= lastRung; rung++)
    expect(videoConstraints(rung, 'cam')).toMatchObject({ deviceId: { ideal: 'cam' } })
  expect(videoConstraints(lastRung, null)).toBe(true)
})

test.each([
  'FaceTime HD Camera',
  'Logitech BRIO',
  'Integrated Webcam',
  'Candid camera',
  'USB2.0 HD UVC WebCam',
  'Capture Card',
])('%s is a camera like any other', (label) => {
  expect(usableCameras([device(label)])).toMatchObject([{ remark: null }])
})
