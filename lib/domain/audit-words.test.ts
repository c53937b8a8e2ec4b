import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { auditActions } from './audit-action'
import { auditActionName, auditDetailWords } from './audit-words'

const sources = ['lib/server', 'worker', 'app']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

describe('what is written into the audit log', () => {
  test.each(auditActions)('%s has words of its own, and is really written', (action) => {
    expect(auditActionName(action)).toMatch(/^[A-Z][^.]+$/)
    expect(sources).toContain(`'${action}'`)
  })

  test('a mail is not called sent by its action alone: without a mail server it is only written', () => {
    expect(auditActionName('link.sent')).not.toMatch(/\bsent\b/i)
  })

  test('no two are called alike', () => {
    expect(new Set(auditActions.map(auditActionName)).size).toBe(auditActions.length)
  })

  test('and is of a version we do not know is called as it was written down', () => {
    expect(auditActionName('moon.landed')).toBe('moon.landed')
    expect(auditDetailWords('moon.landed', { position: 0 })).toBe('')
  })
})

describe('what a line adds', () => {
  test.each([
    ['frame.viewed', { position: 0 }, 'The selfie'],
    ['frame.viewed', { position: 3, jobId: 'x', reason: 'report' }, 'Liveness frame 3 · looking into a report'],
    ['link.made', { minutes: 120, importId: 'x' }, 'Good for 2 h · from a file'],
    ['link.extended', { minutes: 1_440 }, 'By 1 day'],
    ['link.sent', { by: 'mail', fate: 'sent' }, 'Sent'],
    ['link.sent', { by: 'mail', fate: 'written' }, 'Only into the portal’s folder: no mail server is set'],
    ['link.request_handled', { kind: 'declined' }, 'Did not agree'],
    ['link.request_handled', { kind: 'moon' }, ''],
    ['import.downloaded', { links: 1 }, '1 link'],
    ['operator.invited', {}, ''],
    ['operator.changed', { from: 'VIEWER', to: 'ADMIN' }, 'From Viewer to Administrator'],
    ['organisation.changed', { what: 'logo' }, 'The logo'],
    ['audit.read', {}, ''],
    ['audit.read', { action: 'frame.viewed', by: 'x' }, 'Only “Looked at a picture” · only one person’s'],
    [
      'audit.read',
      { by: 'x', before: '1778580450123_0199f3c2-0000-7000-8000-000000000000' },
      'Only one person’s · from before 2026-05-12 10:07 UTC',
    ],
    ['audit.read', { before: 'whenever' }, ''],
    ['audit.exported', { lines: 2, day: '2026-05-12' }, '2 lines · only 2026-05-12'],
  ])('%s with %j: %s', (action, detail, words) => expect(auditDetailWords(action, detail)).toBe(words))

  test.each([null, 'x', [], { position: 'x', reason: 'because' }, { minutes: null }])(
    'is nothing where it cannot be read: %j',
    (detail) => {
      for (const action of auditActions) expect(auditDetailWords(action, detail)).toBe('')
    },
  )
})
