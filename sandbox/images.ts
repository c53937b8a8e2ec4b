import { createHmac } from 'node:crypto'
import { type Answer, plain } from './answer'
import type { Job } from './job'
import { openPackage } from './package'
import type { Sandbox } from './sandbox'
import { sameText } from './signature'

const names = { selfie_image: 'selfie', liveness_image: 'liveness' } as const

type Name = (typeof names)[keyof typeof names]

/** Links that anyone who holds them may open until they run out; job_status hands them out. */
export async function imageLinks(sandbox: Sandbox, job: Job | undefined, origin: string) {
  const pictures = job && (await picturesOf(sandbox, job))
  if (!job || !pictures) return { error: 'No images found' }
  return Object.fromEntries(
    Object.entries(names)
      .filter(([, name]) => pictures[name])
      .map(([key, name]) => [key, origin + imagePath(sandbox, job.smileJobId, name)]),
  )
}

export function imagePath(sandbox: Sandbox, smileJobId: string, name: Name): string {
  const expires = sandbox.now() + sandbox.settings.imageLinkMs
  return `/images/${smileJobId}/${name}?expires=${expires}&mac=${seal(sandbox, smileJobId, name, expires)}`
}

export async function image(
  sandbox: Sandbox,
  smileJobId: string,
  name: string,
  query: URLSearchParams,
): Promise<Answer> {
  const expires = Number(query.get('expires'))
  if (!sameText(query.get('mac') ?? '', seal(sandbox, smileJobId, name, expires)))
    return plain(403, 'This link is not valid.')
  if (!(expires >= sandbox.now())) return plain(403, 'This link has expired.')
  const job = sandbox.store.job(smileJobId)
  const pictures = job && (await picturesOf(sandbox, job))
  const picture = name === 'selfie' || name === 'liveness' ? pictures?.[name] : undefined
  if (!picture) return plain(404, 'There is no such picture.')
  const isPng = picture[0] === 0x89
  return { status: 200, headers: { 'content-type': isPng ? 'image/png' : 'image/jpeg' }, body: picture }
}

async function picturesOf({ store }: Sandbox, job: Job): Promise<Record<Name, Uint8Array | undefined> | undefined> {
  if (!store.hasZip(job.smileJobId)) return undefined
  const parts = openPackage(await store.readZip(job.smileJobId))
  return parts.ok ? { selfie: parts.selfie, liveness: parts.liveness[0] } : undefined
}

function seal({ secret }: Sandbox, smileJobId: string, name: string, expires: number): string {
  return createHmac('sha256', secret).update(`image ${smileJobId} ${name} ${expires}`).digest('hex')
}
