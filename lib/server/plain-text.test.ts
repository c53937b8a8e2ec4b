import { expect, it } from 'vitest'
import { plainText } from './plain-text'

it('keeps what people write', () => expect(plainText('Enroll User – Ọlá 😀')).toBe('Enroll User – Ọlá 😀'))
it('drops what PostgreSQL refuses', () => expect(plainText('a\u0000b\ud800c\n')).toBe('a b\ufffdc '))
it('cuts what nobody reads', () => expect(plainText('x'.repeat(10_000))).toHaveLength(500))
