import { describe, expect, test } from 'vitest'
import { newPasswordSchema } from '@/lib/domain/operator-form'
import { hashPassword, verifyPassword } from './password'
import { isGuessable } from './password-guess'
import { HASHES_AT_ONCE, HASHES_WAITING_MAX, inPasswordQueue } from './password-queue'

async function hashed(password: string): Promise<string> {
  const made = await hashPassword(password)
  if (!made.ok) throw new Error(made.code)
  return made.hash
}

describe('a password', () => {
  test('is kept as Argon2id with 64 MiB, three passes and a salt of its own', async () => {
    const [one, two] = [await hashed('open the door please'), await hashed('open the door please')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(two)
  })

  test('of 128 emoji works to its last character', async () => {
    const emoji = `${'🦜'.repeat(127)}🪞`
    expect(newPasswordSchema.safeParse(emoji).data).toBe(emoji)
    const hash = await hashed(emoji)
    expect(await verifyPassword(hash, emoji)).toEqual({ ok: true, right: true, rehashed: null })
    expect(await verifyPassword(hash, `${'🦜'.repeat(127)}🦜`)).toMatchObject({ right: false })
    expect(await verifyPassword(hash, '🦜'.repeat(127))).toMatchObject({ right: false })
  })

  test('is taken as typed: blanks at its ends count', () => {
    expect(newPasswordSchema.safeParse('  fourteen char').data).toBe('  fourteen char')
  })

  test.each([
    [14, false],
    [15, true],
    [128, true],
    [129, false],
  ])('of %d characters is allowed: %s', (length, allowed) => {
    expect(newPasswordSchema.safeParse('é'.repeat(length)).success).toBe(allowed)
  })

  test('without a stored hash is wrong, whatever it is', async () => {
    expect(await verifyPassword(null, '')).toEqual({ ok: true, right: false, rehashed: null })
  })
})

describe('what an attacker tries first is refused:', () => {
  const about = { email: 'ada.lovelace@example.org', name: 'Ada Lovelace' }
  test.each([
    'smileid-portal1',
    'Sm1le-ID_P0rt4l!!',
    'kioo-administrator',
    'Kioo admin 2026!',
    'passwordpassword',
    'P@ssw0rd-P@ssw0rd',
    'qwertyuiopasdfgh',
    '123456789012345',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    'iloveyouiloveyou',
    'ada.lovelace1234',
    'correct horse battery staple',
    'Correct-Horse-Battery-Staple!',
    'c0rrecthorsebatterystaple2026',
    'May the Force be with you',
    'Hakuna matata 2026',
    'Liberté, égalité, fraternité',
    'to be or not to be, that is the question',
    'ada.lovelace@example.org',
    '🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜',
  ])('%s', async (password) => {
    expect(await isGuessable(password, about)).toBe(true)
  })

  test.each([
    'a quiet river under the bridge',
    'battery horse under a correct bridge',
    'correct horse battery staple and one green umbrella',
    'the mango was happy on Wednesday',
    'Mimi napenda chai ya asubuhi',
    'zQ8$kd93jfmw02k',
    'أحب القهوة في الصباح',
  ])('but not %s', async (password) => {
    expect(await isGuessable(password, about)).toBe(false)
  })
})

describe('the password queue', () => {
  test('works on so many at a time, keeps a bounded number waiting, and says so to the rest', async () => {
    let running = 0
    let most = 0
    const finish: (() => void)[] = []
    const task = async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => finish.push(resolve))
      running -= 1
    }
    const answers = Array.from({ length: HASHES_AT_ONCE + HASHES_WAITING_MAX + 3 }, () => inPasswordQueue(task))
    expect(await Promise.all(answers.slice(-3))).toEqual([{ ok: false }, { ok: false }, { ok: false }])
    while (running > 0) {
      for (const end of finish.splice(0)) end()
      await new Promise(setImmediate)
    }
    expect((await Promise.all(answers)).filter(({ ok }) => ok)).toHaveLength(HASHES_AT_ONCE + HASHES_WAITING_MAX)
    expect(most).toBe(HASHES_AT_ONCE)
  })

  test('gives the place of a failed task to the next', async () => {
    const broken = () => Promise.reject(new Error('broken'))
    await Promise.all(Array.from({ length: 5 }, () => expect(inPasswordQueue(broken)).rejects.toThrow('broken')))
    expect(await inPasswordQueue(async () => 1)).toEqual({ ok: true, value: 1 })
  })
})
