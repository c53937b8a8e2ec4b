// R7's control: what belongs together is written piece by piece.
import { changeQueries } from './sql.mjs'

changeQueries(['BEGIN', 'COMMIT'], () => ({ text: 'select 1', values: [] }))
