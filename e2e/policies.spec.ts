import { expect, test } from './fixtures'

test('a script that got into a page does not run', async ({ page, asRole, watched }) => {
  watched.allow(/Content Security Policy/)
  await asRole('OPERATOR')
  // As if somebody's name had reached the page unescaped.
  await page.route('/jobs', async (route) => {
    const answer = await route.fetch()
    const evil = '<script>window.ran = "script"</script><img src="data:," onerror="window.ran = \'handler\'">'
    await route.fulfill({ response: answer, body: (await answer.text()).replace('</body>', `${evil}</body>`) })
  })
  const told = page.waitForResponse('/api/csp-reports')
  await page.goto('/jobs')
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()
  await expect(page.locator('img[onerror]')).toHaveCount(1)
  expect((await told).status(), 'the portal hears of it').toBe(204)
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
})

test('a page may not reach another host', async ({ page, asRole, watched }) => {
  watched.allow(/Content Security Policy|Refused to connect/)
  await asRole('OPERATOR')
  await page.goto('/jobs')
  const reached = await page.evaluate(() =>
    fetch('https://example.test/').then(
      () => 'reached',
      () => 'refused',
    ),
  )
  expect(reached).toBe('refused')
})

test('the browser’s tab has an icon', async ({ page, request }) => {
  await page.goto('/sign-in')
  const named = await page.locator('link[rel="icon"]').evaluateAll((links) => links.map((l) => l.getAttribute('href')))
  expect(named).not.toEqual([])
  // The second is what browsers ask for unasked.
  for (const href of [...named, '/favicon.ico']) {
    const icon = await request.get(href ?? '')
    expect(icon.status()).toBe(200)
    expect(icon.headers()['content-type']).toContain('image/')
  }
})
