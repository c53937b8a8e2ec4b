import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'

vi.mock('node:fs/promises', { spy: true })

let home: string
let server: Server | undefined

const linkId = '01935a1e-0000-7000-8000-0000000000aa'
const mail = {
  linkId,
  to: 'wanjiru@example.org',
  fromName: 'Mwanga Savings',
  subject: 'Mwanga Savings asks you for a selfie',
  text: 'Open your page:\nhttp://localhost:3000/e/abc\n',
  html: '<p>Open</p>',
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kioo-mail-'))
  vi.resetModules()
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgresql://localhost:9/none', KIOO_HOME: home })
  delete process.env.KIOO_SMTP_URL
})
afterEach(() => {
  server?.close()
  server = undefined
  rmSync(home, { recursive: true, force: true })
})

async function sent(changed: Partial<typeof mail> = {}) {
  const { sendMail } = await import('./mail')
  return sendMail({ ...mail, ...changed })
}

test('without a mail server the mail lies in the home, for its owner only', async () => {
  expect(await sent()).toEqual({ ok: true, writtenTo: join(home, 'mail') })
  const [name = ''] = readdirSync(join(home, 'mail'))
  const path = join(home, 'mail', name)
  const text = readFileSync(path, 'utf8')
  // The link's id and nothing of the person: by it the mail is found when they are erased.
  expect(name).toMatch(/^[\dTZ-]+\.01935a1e-0000-7000-8000-0000000000aa\.[0-9a-f]{8}\.eml$/)
  expect(statSync(path).mode & 0o077).toBe(0)
  expect(text).toContain('To: wanjiru@example.org')
  expect(text).toMatch(/^From: "?Mwanga Savings"? <kioo@localhost.localdomain>/m)
  expect(text).toContain('http://localhost:3000/e/abc')
  expect(text).toContain('text/html')
})

test('a subject, a name or an address cannot bring a header of its own', async () => {
  await sent({
    subject: 'Hello\r\nBcc: everybody@example.org',
    fromName: 'Mwanga" <evil@example.org>\r\nReply-To: evil@example.org',
    to: 'wanjiru@example.org\r\nBcc: third@example.org',
  })
  const text = readdirSync(join(home, 'mail'))
    .map((name) => readFileSync(join(home, 'mail', name), 'utf8'))
    .join('')
  const [headers = ''] = text.split('\r\n\r\n')
  expect(headers).not.toMatch(/^(bcc|reply-to):/im)
  expect(headers).not.toMatch(/^from:.*evil@example\.org>\s*$/im)
})

test('a mail server gets the mail, and nothing is written', async () => {
  const heard = await listenAsMailServer('250 taken')
  expect(await sent()).toEqual({ ok: true, writtenTo: null })
  expect(heard()).toContain('RCPT TO:<wanjiru@example.org>')
  expect(() => readdirSync(join(home, 'mail'))).toThrow()
})

test('a mail server that refuses is an answer, not a fault', async () => {
  await listenAsMailServer('554 no')
  expect(await sent()).toMatchObject({ ok: false, code: 'mail_failed' })
})

// Leads to the server of the test, and is not known for this machine by its name.
const elsewhere = '0.0.0.0'

test.each(['502 no', '220 go on'])(
  'a mail server elsewhere hears of no mail before the connection is encrypted (STARTTLS: %s)',
  async (startTls) => {
    const heard = await listenAsMailServer('250 taken', { host: elsewhere, startTls })
    expect(await sent()).toMatchObject({ ok: false, code: 'mail_failed' })
    expect(heard()).toContain('STARTTLS')
    expect(heard().includes('encrypted')).toBe(startTls === '220 go on')
    expect(heard()).not.toMatch(/MAIL FROM|RCPT|AUTH|wanjiru/)
  },
)

test('a mail server elsewhere gets the mail in the clear where its address says so', async () => {
  const heard = await listenAsMailServer('250 taken', { host: elsewhere, query: '?requireTLS=false' })
  expect(await sent()).toEqual({ ok: true, writtenTo: null })
  expect(heard()).toContain('RCPT TO:<wanjiru@example.org>')
})

const HANDSHAKE = 0x16

/** The least a mail server says; `verdict` answers the mail itself. It has no certificate, so that no handshake ends well. */
async function listenAsMailServer(
  verdict: string,
  { host = '127.0.0.1', query = '', startTls = '502 no' } = {},
): Promise<() => string> {
  let heard = ''
  const listening = createServer((socket) => {
    let inMail = false
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (data) => {
      if (data[0] === HANDSHAKE) {
        heard += 'encrypted\n'
        socket.destroy()
        return
      }
      for (const line of data.toString().split('\r\n')) {
        heard += `${line}\n`
        if (inMail && line === '.') {
          inMail = false
          socket.write(`${verdict}\r\n`)
        } else if (!inMail && line.startsWith('DATA')) {
          inMail = true
          socket.write('354 go on\r\n')
        } else if (!inMail && line.startsWith('STARTTLS')) socket.write(`${startTls}\r\n`)
        else if (!inMail && line.startsWith('QUIT')) socket.end('221 bye\r\n')
        else if (!inMail && line) socket.write('250 ok\r\n')
      }
    })
  })
  server = listening
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
  const address = listening.address()
  const port = typeof address === 'object' && address ? address.port : 0
  process.env.KIOO_SMTP_URL = `smtp://${host}:${port}${query}`
  return () => heard
}

test('a written mail goes once no link in it can be good any more, and not before', async () => {
  const { wipeWrittenMails } = await import('./mail-folder')
  expect(await wipeWrittenMails()).toBe(0)
  await sent()
  await sent()
  const [old = '', young = ''] = readdirSync(join(home, 'mail'))
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  utimesSync(join(home, 'mail', old), daysAgo(31), daysAgo(31))
  utimesSync(join(home, 'mail', young), daysAgo(29), daysAgo(29))
  expect(await wipeWrittenMails()).toBe(1)
  expect(readdirSync(join(home, 'mail'))).toEqual([young])
})

test('a mail that somebody else removes meanwhile is no trouble', async () => {
  const { wipeWrittenMails } = await import('./mail-folder')
  const { stat: look } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
  await sent()
  await sent()
  const paths = readdirSync(join(home, 'mail')).map((name) => join(home, 'mail', name))
  for (const path of paths) utimesSync(path, new Date(0), new Date(0))
  vi.mocked(stat).mockImplementationOnce((path) => {
    rmSync(path)
    return look(path)
  })
  expect(await wipeWrittenMails()).toBe(1)
  expect(readdirSync(join(home, 'mail'))).toEqual([])
})

test('whoever waits for mails to be removed hears nothing of what fails there', async () => {
  const { tryToWipeMailsOfErased, wipeMailsOfErased } = await import('./mail-folder')
  await sent()
  await expect(wipeMailsOfErased(), 'its database is away').rejects.toThrow()
  await expect(tryToWipeMailsOfErased()).resolves.toBeUndefined()
  expect(readdirSync(join(home, 'mail'))).toHaveLength(1)
})
