// Runs the official SDK, as published, in a process of its own: NODE_EXTRA_CA_CERTS is read when a process starts.
import smileIdentity from 'smile-identity-core'

const calls = {
  submit_job: ({ partnerId, callback, apiKey, server }, args) =>
    new smileIdentity.WebApi(partnerId, callback, apiKey, server).submit_job(...args),
  get_job_status: ({ partnerId, callback, apiKey, server }, args) =>
    new smileIdentity.WebApi(partnerId, callback, apiKey, server).get_job_status(...args),
  generate_signature: async ({ partnerId, apiKey }, args) =>
    new smileIdentity.Signature(partnerId, apiKey).generate_signature(...args),
  confirm_signature: async ({ partnerId, apiKey }, args) => ({
    confirmed: new smileIdentity.Signature(partnerId, apiKey).confirm_signature(...args),
  }),
}

process.on('message', async ({ id, name, account, args }) => {
  try {
    process.send({ id, value: await calls[name](account, args) })
  } catch (error) {
    const { status, data } = error.response ?? {}
    process.send({ id, error: { message: error.message, status, data } })
  }
})
