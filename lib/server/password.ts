import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { inPasswordQueue } from './password-queue'

/** Argon2id at 64 MiB and three passes, above OWASP's least (19 MiB, two passes). The parameters are part of each hash. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

/**
 * The hash of random bytes that nobody kept, at today's cost. It is checked when there is nothing else
 * to check, so that an unknown e-mail takes as long as a wrong password.
 */
const nobody = '$argon2id$v=19$m=65536,t=3,p=1$9SQyCzLvObAQHTqvUMuHyQ$5/27OPgpusssr5Golu5z4ijXBUwgSYv62uDa/MKi7Jo'

const busy: Refusal = {
  ...refuse('busy', 'Many people are signing in right now. Wait a few seconds and try again.'),
  againInS: 5,
}

/** The Argon2id hash of a password, as a PHC string with a salt of its own. Refuses with `busy` when too many wait. */
export async function hashPassword(password: string): Promise<Outcome<{ hash: string }>> {
  const made = await inPasswordQueue(() => hash(password, cost))
  return made.ok ? { ok: true, hash: made.value } : busy
}

/**
 * Whether this is the password behind a hash; without a hash it takes as long and is always false.
 * `rehashed` is the hash to store instead when the present one was made at a lower cost.
 */
export async function verifyPassword(
  storedHash: string | null,
  password: string,
): Promise<Outcome<{ right: boolean; rehashed: string | null }>> {
  const checked = await inPasswordQueue(async () => {
    const same = await verify(storedHash ?? nobody, password)
    const right = same && storedHash !== null
    return { right, rehashed: right && isWeaker(storedHash) ? await hash(password, cost) : null }
  })
  return checked.ok ? { ok: true, ...checked.value } : busy
}

function isWeaker(storedHash: string): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(storedHash)
  return !found || Number(found[1]) < cost.memoryCost || Number(found[2]) < cost.timeCost
}
