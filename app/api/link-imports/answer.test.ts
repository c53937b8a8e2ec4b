import { expect, test } from 'vitest'
import { importAnswer } from '@/components/links/import-answer'
import { noFile } from '@/lib/domain/import-file'
import { signedOut } from '@/lib/domain/signed-out'
import { testSettings } from '@/scripts/testing/settings'
import { POST } from './route'

test('whoever is signed out is told so by the form, not that the portal is away', async () => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
  const { KIOO_URL: origin = '' } = process.env
  const asked = POST(new Request(`${origin}/api/link-imports`, { method: 'POST', headers: { origin } }))
  expect(await importAnswer(asked)).toEqual(signedOut)
})

test('what is wrong with a file is told with its field, and what was checked with where it is', async () => {
  expect(await importAnswer(Promise.resolve(Response.json(noFile)))).toEqual(noFile)
  const checked = { ok: true, importId: '0199d3c2-7a51-7b2e-9d3c-2f6a1b4c8e01' }
  expect(await importAnswer(Promise.resolve(Response.json(checked)))).toEqual(checked)
})

test('only an answer that is none of the portal’s means that it could not be reached', async () => {
  const gateway = Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))
  for (const asked of [gateway, Promise.reject(new TypeError('Failed to fetch'))])
    expect(await importAnswer(asked)).toMatchObject({ ok: false, code: 'unreachable' })
})
