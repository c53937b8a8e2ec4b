import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import { submission } from '@/scripts/testing/scripted-server'
import { buildPackage } from './package'

const reservation = {
  kind: 'reserved' as const,
  uploadUrl: new URL('https://bucket.s3.us-west-2.amazonaws.com/videos/selfie.zip'),
  providerJobId: '0000000583',
  timestamp: '2024-01-01T00:00:00.000Z',
  signature: 'GCmyCGAUX8+fnS3eYLjXrjxHkRkrR/A7/cr4YVKKehk=',
  answer: { upload_url: 'https://bucket.s3.us-west-2.amazonaws.com/videos/selfie.zip', smile_job_id: '0000000583' },
}
const account = { partnerId: '001' }

function open(zip: Uint8Array) {
  const files = unzipSync(zip)
  return { files, info: JSON.parse(strFromU8(files['info.json'] ?? new Uint8Array())) }
}

describe('a package', () => {
  it('holds info.json first, then the selfie and every liveness frame, under fixed names', () => {
    const { files } = open(buildPackage(submission(), reservation, account))
    const names = ['info.json', 'selfie.jpg', ...[1, 2, 3, 4, 5, 6, 7].map((number) => `liveness-${number}.jpg`)]
    expect(Object.keys(files)).toEqual(names)
    expect(files['selfie.jpg']).toEqual(submission().selfie)
    expect(files['liveness-7.jpg']).toEqual(submission().liveness[6])
  })

  it('lists the selfie as type 0 and the liveness frames as type 4, in order', () => {
    const { info } = open(buildPackage(submission(), reservation, account))
    expect(info.images).toHaveLength(8)
    expect(info.images[0]).toEqual({ image_type_id: 0, image: '', file_name: 'selfie.jpg' })
    expect(info.images[7]).toEqual({ image_type_id: 4, image: '', file_name: 'liveness-7.jpg' })
  })

  it('has the five parts the official libraries write', () => {
    const { info } = open(buildPackage(submission({ allowReEnroll: true }), reservation, account))
    expect(Object.keys(info)).toEqual([
      'package_information',
      'misc_information',
      'id_info',
      'images',
      'server_information',
    ])
    expect(info.misc_information).toMatchObject({
      retry: 'false',
      timestamp: reservation.timestamp,
      signature: reservation.signature,
      smile_client_id: '001',
      partner_params: { user_id: 'ng-118102', job_id: 'job-1', job_type: 4 },
    })
    expect(info.id_info).toEqual({ entered: 'false', allow_new_enroll: true })
    expect(info.server_information).toEqual(reservation.answer)
  })

  it('never speaks of re-enrolling when it authenticates', () => {
    const { info } = open(buildPackage(submission({ type: AUTHENTICATE }), reservation, account))
    expect(info.id_info).toEqual({ entered: 'false' })
  })

  it('is the same bytes for the same inputs, whenever and wherever it is made', () => {
    const first = buildPackage(submission(), reservation, account)
    vi.useFakeTimers({ now: new Date('2031-07-01T12:00:00Z') })
    vi.stubEnv('TZ', 'Africa/Nairobi')
    const second = buildPackage(submission(), reservation, account)
    vi.unstubAllEnvs()
    vi.useRealTimers()
    expect(Buffer.compare(second, first)).toBe(0)
  })

  it('is stored, not deflated: a capture costs no more than its own bytes and a little', () => {
    const selfie = new Uint8Array(200_000)
    const zip = buildPackage(submission({ selfie, liveness: [] }), reservation, account)
    expect(zip.length).toBeGreaterThan(selfie.length)
    expect(zip.length).toBeLessThan(selfie.length + 4_000)
  })
})
