import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { keptSecret } from './secret'
import { startSandbox } from './server'
import { parsePartners, settingsSchema } from './settings'

const defaultPort = 4010

const { values } = parseArgs({
  options: { state: { type: 'string' }, port: { type: 'string' }, sight: { type: 'string' } },
})
// Set to nothing is not set: an empty host would listen to the whole network, an empty freshness refuse every request.
const env: Record<string, string | undefined> = Object.fromEntries(
  Object.entries(process.env).filter(([, value]) => value !== ''),
)
const stateFolder = resolve(values.state ?? env.KIOO_SANDBOX_STATE ?? '.kioo/sandbox')
const given = env.KIOO_SANDBOX_PARTNERS

/** Settings that are one word of a few. Any other word is a mistake, and not the default. */
const yesOrNo = z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional()
const words = settingsSchema
  .pick({ sight: true, reviewOutcome: true })
  .extend({ completeDuringReview: yesOrNo, legacyFields: yesOrNo })

try {
  // Started by hand, without partners: one of its own, whose key is made once and stays.
  const partners = given ? parsePartners(given) : [{ id: '001', apiKey: keptSecret(stateFolder, 'demo-key') }]
  const sandbox = await startSandbox({
    partners,
    stateFolder,
    host: env.KIOO_SANDBOX_HOST,
    port: values.port ?? env.KIOO_SANDBOX_PORT ?? defaultPort,
    processingMs: env.KIOO_SANDBOX_PROCESSING_MS,
    reviewMs: env.KIOO_SANDBOX_REVIEW_MS,
    redeliveryMs: env.KIOO_SANDBOX_REDELIVERY_MS?.split(','),
    callbackTimeoutMs: env.KIOO_SANDBOX_CALLBACK_TIMEOUT_MS,
    defaultCallbackUrl: env.KIOO_SANDBOX_CALLBACK_URL,
    ...words.parse({
      sight: values.sight ?? env.KIOO_SANDBOX_SIGHT,
      reviewOutcome: env.KIOO_SANDBOX_REVIEW_OUTCOME,
      completeDuringReview: env.KIOO_SANDBOX_COMPLETE_DURING_REVIEW,
      legacyFields: env.KIOO_SANDBOX_LEGACY_FIELDS,
    }),
    bodyLimitBytes: env.KIOO_SANDBOX_BODY_LIMIT_BYTES,
    freshnessMs: env.KIOO_SANDBOX_FRESHNESS_MS,
  })
  // Before the line that says it is ready: whoever waits for that line may stop us at once.
  const stop = () => void sandbox.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)

  const site = sandbox.url.replace(/\/v1$/, '')
  const ids = partners.map(({ id }) => id).join(', ')
  console.log(`
  A local stand-in for Smile ID, for trying things out. Its verdicts mean nothing about a real person.

  Jobs         ${site}/
  Partner      ${ids}${given ? '' : `   API key: ${partners[0]?.apiKey}`}
  State        ${stateFolder}
  Over TLS     ${sandbox.httpsUrl}
               NODE_EXTRA_CA_CERTS=${sandbox.caPath}

Sandbox ready at ${sandbox.url}`)
} catch (error) {
  console.error(`The sandbox did not start. ${reason(error)}`)
  process.exitCode = 1
}

function reason(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  }
  if (!(error instanceof Error)) return 'The reason is not known.'
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'Its port is taken: stop what uses it, or pass --port NUMBER (0: any free one).'
  if (code === 'EACCES') return `Not allowed to use that port or the state folder ${stateFolder}.`
  return error.message
}
