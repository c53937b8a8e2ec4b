// R16's control: a lease is reckoned by the worker's own clock. Loaded after the wrong clock.
import { changeQueries, replaced } from './sql.mjs'

const LEASE_MS = 30_000

changeQueries(['claim-job', 'renew-lease'], ({ text, values }) => ({
  text: replaced(
    text,
    /"leaseUntil" = now\(\) \+ interval '\d+ milliseconds'/,
    `"leaseUntil" = to_timestamp(${(Date.now() + LEASE_MS) / 1000})`,
  ),
  values,
}))
