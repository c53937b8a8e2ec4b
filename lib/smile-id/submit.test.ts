import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import { json, submission } from '@/scripts/testing/scripted-server'
import { bodyOf, reservation, submitTo } from '@/scripts/testing/submit-to'
import { confirm } from './signature'

describe('a submission', () => {
  it('reserves, puts one package, and is accepted', async () => {
    const { outcome, phases, received } = await submitTo({})
    expect(outcome).toEqual({ kind: 'accepted', providerJobId: '0000000583' })
    expect(phases).toEqual(['reserving', 'uploading'])
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/upload',
      'PUT /videos/1/selfie.zip?token=t',
    ])
    const [reserved, put] = received
    const wire = bodyOf(reserved)
    expect(wire).toMatchObject({
      smile_client_id: '001',
      callback_url: submission().callbackUrl,
      file_name: 'selfie.zip',
      partner_params: { user_id: 'ng-118102', job_id: 'job-1', job_type: 4 },
      allow_new_enroll: false,
      use_enrolled_image: false,
      source_sdk: 'rest_api',
      metadata: [],
    })
    expect(wire).not.toHaveProperty('retry')
    expect(confirm(String(wire.timestamp), String(wire.signature), { partnerId: '001', apiKeys: ['key'] })).toBe(true)
    expect(put?.headers['content-type']).toBe('application/zip')
    expect(put?.headers['content-length']).toBe(String(put?.body.length))
    const files = unzipSync(put?.body ?? new Uint8Array())
    expect(files['selfie.jpg']).toEqual(submission().selfie)
    expect(JSON.parse(strFromU8(files['info.json'] ?? new Uint8Array()))).toMatchObject({
      misc_information: { timestamp: wire.timestamp, signature: wire.signature },
      server_information: { ref_id: '001-0000000583-x' },
    })
  })

  it('says where allowed to re-enroll, which image to use, and where the person stands', async () => {
    const location = { latitude: 6.4541, longitude: -3.3947, altitude: 12, accuracy: 8.5 }
    const { received } = await submitTo(
      {},
      {
        changes: {
          allowReEnroll: true,
          useEnrolledImage: true,
          location,
          partnerParams: { branch: 'Lagos', sandbox_result: '1', job_id: 'not this one' },
        },
      },
    )
    expect(bodyOf(received[0])).toMatchObject({
      allow_new_enroll: true,
      use_enrolled_image: true,
      partner_params: {
        branch: 'Lagos',
        sandbox_result: '1',
        job_id: 'job-1',
        latitude: '6.4541',
        longitude: '-3.3947',
        altitude: '12',
        accuracy: '8.5',
      },
      metadata: [
        { name: 'geolocation', value: { latitude: 6.4541, longitude: -3.3947, accuracy: '8.5', source: 'browser' } },
      ],
    })
  })

  it('never speaks of re-enrolling when it authenticates', async () => {
    const { received } = await submitTo({}, { changes: { type: AUTHENTICATE } })
    expect(bodyOf(received[0])).toMatchObject({ partner_params: { job_type: 2 } })
    expect(bodyOf(received[0])).not.toHaveProperty('allow_new_enroll')
  })

  it('reads a reservation with numbers for text', async () => {
    const { outcome } = await submitTo({
      reserve: (response, _, origin) => json(response, 200, { ...reservation(origin), smile_job_id: 583, code: 2202 }),
    })
    expect(outcome).toEqual({ kind: 'accepted', providerJobId: '0000000583' })
  })

  it('asks with retry for another address when the job id is known already and its package is not there', async () => {
    const { outcome, phases, received } = await submitTo(
      {
        reserve: (response, got, origin) =>
          bodyOf(got).retry === true
            ? json(response, 200, reservation(origin))
            : json(response, 400, { error: 'Job already exists', code: '2215' }),
      },
      { isKnownAbsent: true },
    )
    expect(outcome).toMatchObject({ kind: 'accepted' })
    expect(phases).toEqual(['reserving', 'reserving', 'uploading'])
    const [first, second] = received.map((one) => (one.method === 'POST' ? bodyOf(one) : {}))
    expect(second?.partner_params).toEqual(first?.partner_params)
  })

  it.each([
    { isKnownAbsent: true, calls: 2 },
    { isKnownAbsent: false, calls: 1 },
  ])('leaves it to the status when the job is known and nobody may upload: absent $isKnownAbsent', async (told) => {
    const { outcome, received } = await submitTo(
      { reserve: (response) => json(response, 400, { error: 'Job already exists', code: '2215' }) },
      told,
    )
    expect(outcome).toEqual({ kind: 'unknown', cause: 'exists' })
    expect(received).toHaveLength(told.calls)
  })

  it('stops when the worker may not go on, and sends nothing more', async () => {
    const lost = new Error('the lease is lost')
    const put: string[] = []
    const onPhase = (phase: string) => {
      if (phase === 'uploading') throw lost
    }
    const spoiled = submitTo({ put: (_, { path }) => put.push(path) }, { onPhase })
    await expect(spoiled).rejects.toBe(lost)
    expect(put).toEqual([])
  })
})
