// R6's control: a claim is not numbered, so whoever once held a job still writes to it.
import { changeQueries, replaced } from './sql.mjs'

changeQueries(['move-job', 'renew-lease', 'release-claim'], ({ text, values }) => ({
  text: replaced(text, /and (?:job\.)?"fence" = \$2(?:::int)?/, 'and $2::int is not null'),
  values,
}))
