import { noFilter } from './migrations'
import { withSchemaEngine } from './schema-engine'

/** The SQL that would turn a database into what `schema` describes; null when it already is. */
export function changesBetween(databaseUrl: string, schema: string): Promise<string | null> {
  const files = [{ path: 'schema.prisma', content: schema }]
  return withSchemaEngine(databaseUrl, schema, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: noFilter,
    })
    return exitCode === 0 ? null : stdout
  })
}
