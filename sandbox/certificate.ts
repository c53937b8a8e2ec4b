import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'

const days = 825
const renewBeforeMs = 30 * 24 * 60 * 60 * 1000

type Certificate = { key: string; cert: string; caPath: string }

/** A self-signed certificate for this machine only, made once and kept. It is its own authority. */
export async function keptCertificate(folder: string, now: number): Promise<Certificate> {
  const caPath = join(folder, 'ca.pem')
  const keyPath = join(folder, 'key.pem')
  const kept = read(caPath, keyPath, now)
  if (kept) return { ...kept, caPath }
  const made = await generate([{ name: 'commonName', value: 'Kioo sandbox' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 60 * 60 * 1000),
    notAfterDate: new Date(now + days * 24 * 60 * 60 * 1000),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  write(keyPath, made.private)
  write(caPath, made.cert)
  return { key: made.private, cert: made.cert, caPath }
}

function write(path: string, text: string) {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** undefined: not there, not a pair, or about to run out. */
function read(caPath: string, keyPath: string, now: number) {
  try {
    const cert = readFileSync(caPath, 'utf8')
    const key = readFileSync(keyPath, 'utf8')
    const parsed = new X509Certificate(cert)
    const lasts = Date.parse(parsed.validTo) - now > renewBeforeMs
    return lasts && parsed.checkPrivateKey(createPrivateKey(key)) ? { cert, key } : undefined
  } catch {
    return undefined
  }
}
