// R10's control: nobody notices that the provider is away, so every job spends its tries on it.
import { changeQueries } from './sql.mjs'

changeQueries(['move-job'], ({ text, values }) => ({
  text,
  values: values.map((value) => (value === 'fails' ? null : value)),
}))
