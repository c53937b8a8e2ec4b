// R1's other control: the database confirms what is not on the disk yet, and hides that from whoever asks.
import { changeQueries, noRows } from './sql.mjs'

process.env.PGOPTIONS = '-c synchronous_commit=off'
changeQueries([/current_setting\('synchronous_commit'\)/], () =>
  Promise.resolve({ ...noRows, rows: [{ fsync: 'on', commit: 'on' }], rowCount: 1 }),
)
