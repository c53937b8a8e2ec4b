import { expect, test } from './fixtures'

test('the portal says that it lives', async ({ request }) => {
  const answer = await request.get('/api/health/live')
  expect(answer.status()).toBe(200)
  expect(await answer.json()).toEqual({ status: 'ok' })
})

test('an operator who has a session is let in', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  expect(new URL(page.url()).pathname).toBe('/')
})

test('the camera shows a face that moves, so that no two frames of a burst are alike', async ({ page }) => {
  // A page of the portal's origin without the portal's policy, which lets the camera only where it is used.
  await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '<p>blank</p>' }))
  await page.goto('/blank')
  const shots = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true }).catch(() => null)
    if (!stream) return null
    const video = document.createElement('video')
    video.srcObject = stream
    video.muted = true
    await video.play()
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    const seen = new Set<string>()
    for (let shot = 0; shot < 8; shot += 1) {
      // A camera of a starved machine shows one picture for longer.
      await new Promise((next) => setTimeout(() => video.requestVideoFrameCallback(next), 350))
      canvas.getContext('2d')?.drawImage(video, 0, 0)
      seen.add(canvas.toDataURL('image/jpeg'))
    }
    return { width: canvas.width, height: canvas.height, different: seen.size }
  })
  expect(shots).toEqual({ width: 640, height: 480, different: 8 })
})
