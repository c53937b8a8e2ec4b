import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures'
import { agree, begin, expectTitle, title } from './visiting'

const readers = [
  'WhatsApp/2.24.6.77 A',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Mozilla/5.0 (compatible; Microsoft Safelinks)',
  'TelegramBot (like TwitterBot)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
]

test('a link that is opened a hundred times by machines is as fresh as before', async ({
  phone,
  backstage,
  database,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Halima Said' })
  const theirs = await phone()
  const stand = async () => {
    const { rows } = await database.query(
      `SELECT to_jsonb(l) AS link,
              (SELECT count(*)::int FROM "Visit" v WHERE v."linkId" = l.id) AS visits,
              (SELECT count(*)::int FROM "LinkRequest" r WHERE r."linkId" = l.id) AS requests
         FROM "Link" l WHERE l.id = $1`,
      [linkId],
    )
    return rows
  }
  const before = await stand()
  for (let round = 0; round < 10; round += 1)
    await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const headers = { 'user-agent': readers[at % readers.length] ?? '' }
        const answer = await theirs.request.fetch(url, { method: at % 2 ? 'HEAD' : 'GET', headers })
        expect(answer.status()).toBe(200)
        expect(answer.headers()['set-cookie']).toBeUndefined()
        expect(await answer.text(), 'a preview says who asks, and never whom').not.toContain('Halima')
      }),
    )
  expect(await stand()).toEqual(before)
  await begin(theirs, url)
})

test('a link that is not known looks the same whether it was mistyped, cut short or never was, also without a script', async ({
  phone,
}) => {
  const theirs = await phone()
  const texts: string[] = []
  for (const token of ['short', randomUUID(), 'a'.repeat(43), 'a'.repeat(300)]) {
    const answer = await theirs.request.get(`/e/${token}`)
    const body = await answer.text()
    texts.push(/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? 'no page')
  }
  expect(new Set(texts).size).toBe(1)
  expect(texts[0]).toContain('This link is not known')
})

test('a cookie that was tampered with is no cookie', async ({ phone, backstage, stack }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  const cookie = (await theirs.context().cookies()).find(({ name }) => name === 'kioo_visit')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const value = cookie?.value ?? ''
  const other = value.startsWith('A') ? 'B' : 'A'
  for (const wrong of [`${other}${value.slice(1)}`, 'x', '%00', "' OR 1=1 --"]) {
    await theirs.context().addCookies([{ name: 'kioo_visit', value: encodeURIComponent(wrong), url: stack.url }])
    await theirs.goto('/e/visit')
    await expectTitle(theirs, 'Nothing is open here')
  }
})

test('a press on our own page says where it comes from, so that browsers without Sec-Fetch-Site are let in, and never names the link', async ({
  phone,
  backstage,
  stack,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await theirs.goto(url)
  const pressed = theirs.waitForRequest(/\/e\/claim$/)
  await theirs.getByRole('button', { name: 'This is me, go on' }).tap()
  const sent = await (await pressed).allHeaders()
  expect(sent.origin).toBe(stack.url)
  expect(sent.referer).toBe(`${stack.url}/`)

  // The same press as Safari of iOS 15 sends it.
  const old = await phone()
  const form = { token: url.slice(-43), language: 'en', supersede: 'yes' }
  const answer = await old.request.post('/e/claim', { headers: { origin: stack.url }, form, maxRedirects: 0 })
  expect([answer.status(), answer.headers().location]).toEqual([303, '/e/visit'])
})

test('no door opens to a press that comes from a foreign page', async ({ phone, backstage, database }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  const token = url.slice(-43)
  const forms = ['/e/claim', '/e/ask', '/e/not-me', '/e/cannot', '/e/withdraw', '/e/language', '/go/claim']
  const visits = ['/e/visit/consent', '/e/visit/decline', '/e/visit/again']
  // The last is a request that says nothing at all of where it comes from.
  const strangers: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]
  for (const headers of strangers)
    for (const path of [...forms, ...visits]) {
      const form = { token, language: 'en', code: 'AAAA-AAAA', reason: 'other', textVersion: '1' }
      const answer = await theirs.request.post(path, { headers, form, maxRedirects: 0 })
      expect([answer.status(), answer.headers().location], path).toEqual([303, '/e/problem/foreign'])
    }
  for (const path of ['/e/visit/submit', '/e/visit/phone']) {
    const answer = await theirs.request.post(path, {
      headers: { origin: 'https://evil.example' },
      data: { captureId: randomUUID() },
    })
    expect(answer.status(), path).toBe(403)
  }
  const { rows } = await database.query(
    'SELECT state::text, "revokedAt" FROM "Visit" v JOIN "Link" l ON l.id = v."linkId" WHERE l.id = $1',
    [linkId],
  )
  expect(rows).toEqual([{ state: 'claimed', revokedAt: null }])
})

test('no picture is taken in before consent, nor for the visit of somebody else', async ({
  phone,
  backstage,
  database,
  stack,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const frame = { headers: { origin: stack.url, 'content-type': 'image/jpeg' }, data: Buffer.from('not yet') }
  const hers = await phone()
  await begin(hers, (await backstage.link(id)).url)
  const captureId = randomUUID()
  const early = await hers.request.put(`/api/captures/${captureId}/frames/0`, frame)
  expect(early.status()).toBe(403)
  await agree(hers)

  const { linkId, url } = await backstage.link(id)
  const his = await phone()
  await begin(his, url)
  await agree(his)
  await database.query(`INSERT INTO "Capture" (id, "visitId") SELECT $1, id FROM "Visit" WHERE "linkId" = $2`, [
    captureId,
    linkId,
  ])
  const foreign = await hers.request.put(`/api/captures/${captureId}/frames/0`, frame)
  expect(foreign.ok()).toBe(false)
  const submit = await hers.request.post('/e/visit/submit', { headers: { origin: stack.url }, data: { captureId } })
  expect(submit.status()).toBe(422)
})

test('where to go afterwards is https or nothing, and the language switch leads to no other site', async ({
  page,
  asRole,
  phone,
  stack,
}) => {
  await asRole('OPERATOR')
  await page.goto('/links/new')
  await page.getByRole('textbox', { name: 'User id' }).fill('somebody')
  const field = page.getByRole('textbox', { name: 'Where to go afterwards' })
  for (const address of ['javascript:alert(1)', '//evil.example', 'http://evil.example', 'https://']) {
    await field.fill(address)
    await page.getByRole('button', { name: 'Make the link' }).click()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(/begins with https:\/\//)
  }
  const theirs = await phone()
  for (const back of ['//evil.example', 'https://evil.example', 'javascript:alert(1)', '/e//evil.example', '/jobs']) {
    const answer = await theirs.request.post('/e/language', {
      headers: { origin: stack.url },
      form: { language: 'fr', back },
      maxRedirects: 0,
    })
    expect(answer.headers().location, back).toBe('/e')
  }
})

test('an app’s own browser is told how to open a real one before the camera fails', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21E219 Instagram 325.0.3.34.90 (iPhone14,5; iOS 17_4; en_GB; en; scale=3.00; 1170x2532; 580324109)',
  })
  await theirs.goto(url)
  await expect(theirs.getByRole('heading', { name: 'This page is open inside Instagram' })).toBeVisible()
  await expect(theirs.getByRole('main')).toContainText('Open in Safari')
  await expect(theirs.getByText(url, { exact: true })).toBeVisible()
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
})
