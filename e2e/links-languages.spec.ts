import { expect, test } from './fixtures'
import { expectTitle, press, title } from './visiting'

test('in Arabic everything up to the camera stands from right to left, and the record says Arabic', async ({
  phone,
  backstage,
  database,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Wanjiru Kamau' })
  const theirs = await phone({ locale: 'ar-EG' })
  await theirs.goto(url)
  await expect(theirs.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(theirs.locator('html')).toHaveAttribute('lang', /^ar/)
  await expect(title(theirs)).toHaveText(/[\u0600-\u06ff]/)
  const box = await theirs.getByRole('banner').getByRole('paragraph').boundingBox()
  expect(box?.x, 'who asks stands on the right').toBeGreaterThan(100)
  await press(theirs, 'نعم، هذا أنا، متابعة')
  await expect(theirs).toHaveURL(/\/e\/visit$/)
  await press(theirs, 'أوافق، إلى الكاميرا')
  await expect(theirs.getByRole('button', { name: 'تشغيل الكاميرا' })).toBeVisible()
  await expect(theirs.locator('html')).toHaveAttribute('dir', 'rtl')
  const { rows } = await database.query(
    'SELECT c.language, v.state::text FROM "Consent" c JOIN "Visit" v ON v.id = c."visitId" WHERE v."linkId" = $1',
    [linkId],
  )
  expect(rows).toEqual([{ language: 'ar', state: 'consented' }])
})

test('the operator’s language comes first, and the person’s own choice on the page wins', async ({
  phone,
  backstage,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id, { language: 'fr' })
  const theirs = await phone()
  await theirs.goto(url)
  await expect(theirs.locator('html')).toHaveAttribute('lang', /^fr/)
  await theirs.getByText(/: Français$/).tap()
  await press(theirs, 'Kiswahili')
  await expect(theirs).toHaveURL(url)
  await expect(theirs.locator('html')).toHaveAttribute('lang', /^sw/)
  await press(theirs, 'Ni mimi, endelea')
  await expect(theirs).toHaveURL(/\/e\/visit$/)
  await expect(theirs.locator('html')).toHaveAttribute('lang', /^sw/)
})

test('without JavaScript a person reads everything, consents, and is told that the camera needs it', async ({
  phone,
  backstage,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone({ javaScriptEnabled: false })
  await theirs.goto(url)
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
  await press(theirs, 'This is me, go on')
  await expectTitle(theirs, 'Do you agree?')
  await press(theirs, 'I agree, go to the camera')
  await expectTitle(theirs, 'Look into the mirror')
  // What stands in a noscript element has no role, and no text for those who look by text.
  const note = theirs.locator('noscript p')
  await expect(note).toBeVisible()
  expect(await note.textContent()).toContain('The camera needs JavaScript.')
  await theirs.getByText('I cannot or do not want to take a selfie', { exact: true }).tap()
  await theirs.getByRole('radio', { name: 'I have no camera that works' }).check()
  await theirs.getByRole('button', { name: /^Tell / }).tap()
  await expectTitle(theirs, 'Thank you for telling us')
})
