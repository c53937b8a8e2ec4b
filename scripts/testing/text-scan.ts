import { z } from 'zod'
import { pool } from '@/lib/server/pool'

const columnSchema = z.object({ schema: z.string(), table: z.string(), column: z.string(), type: z.string() })

/** Every column of every table that can hold words or bytes, in whichever schema: tables to come are looked at too. */
async function wordyColumns() {
  const { rows } = await pool().query(`
    select c.table_schema as "schema", c.table_name as "table", c.column_name as "column", c.data_type as "type"
      from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
       and c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY')`)
  return rows.map((row) => columnSchema.parse(row))
}

/** Where in the database this is said, as `Table.column`, whatever the case. */
export async function columnsSaying(words: string): Promise<string[]> {
  const found: string[] = []
  for (const { schema, table, column, type } of await wordyColumns()) {
    // Bytes as they are: each becomes one letter, and no byte is refused.
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
    const { rows } = await pool().query(
      `select exists (select from "${schema}"."${table}" where position(lower($1) in lower(${text})) > 0) as "says"`,
      [words],
    )
    if (rows[0]?.says === true) found.push(`${table}.${column}`)
  }
  return found.sort()
}
