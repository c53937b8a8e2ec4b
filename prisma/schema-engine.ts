import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlResultSet } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/**
 * Prisma's schema engine as WebAssembly. The command line tool would download a native binary, and with
 * a stand-in for that binary `migrate deploy` applies nothing and still exits 0; this needs no network.
 */
let instance: Promise<void> | undefined

async function instantiate(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const { instance: wasm } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': Object.fromEntries(Object.entries(bindings).map(restless)),
  })
  bindings.__wbg_set_wasm(wasm.exports)
  const { __wbindgen_start: start } = wasm.exports
  if (typeof start === 'function') start()
}

/** The engine's ten-second limit on waiting for its lock is never cleared; it must not keep a process alive. */
function restless([name, binding]: [string, unknown]): [string, WebAssembly.ImportValue] {
  if (typeof binding !== 'function') throw new Error(`${name} is not a function`)
  if (!name.startsWith('__wbg_setTimeout_')) return [name, (...args: unknown[]) => binding(...args)]
  return [
    name,
    (...args: unknown[]) => {
      const timer: unknown = binding(...args)
      if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
      return timer
    },
  ]
}

/** Lets an engine work on one database. `schema` is the text of schema.prisma. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  schema: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  instance ??= instantiate()
  await instance
  // A single connection, and ours to close: the engine leaves a lock of its own on it.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(pool))
    const engine = await bindings.SchemaEngine.new(
      { datamodels: [['schema.prisma', schema]] },
      () => undefined,
      factory,
    )
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

type Factory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0]

function adapterFactory(pool: pg.Pool): Factory {
  const prisma = new PrismaPg(pool)
  return {
    provider: prisma.provider,
    adapterName: prisma.adapterName,
    async connect() {
      const adapter = await prisma.connect()
      // The adapter's own way cuts a script at every semicolon, also inside comments and function bodies.
      // Sent whole, PostgreSQL runs a script as one transaction: all of a migration or nothing.
      adapter.executeScript = async (script) => {
        await pool.query(script)
      }
      const { queryRaw } = adapter
      adapter.queryRaw = async (query) =>
        asLetters(await queryRaw.call(adapter, { ...query, sql: readable(query.sql) }))
      return adapter
    },
    // The adapter's shadow database would be this very database whenever the URL names one.
    connectToShadowDb: () => Promise.reject(new Error('Migrate an empty database instead.')),
  }
}

/** The catalogue's one-letter columns ("char"), a type the adapter does not know. */
const letters = ['constraint_type', 'confdeltype', 'confupdtype']

/**
 * Asks for letters as text. And leaves out NOT NULL constraints, which are rows of pg_constraint since
 * PostgreSQL 18 and on which this engine stops (prisma/orm#29635); it reads them from the columns anyway.
 */
function readable(sql: string): string {
  return sql
    .replace('constr.contype AS constraint_type', 'constr.contype::text AS constraint_type')
    .replace(/\bcon\.(confdeltype|confupdtype),/g, 'con.$1::text AS $1,')
    .replace("contype NOT IN ('p', 'u', 'f')", "contype NOT IN ('p', 'u', 'f', 'n')")
}

function asLetters(answer: SqlResultSet): SqlResultSet {
  const columnTypes = answer.columnTypes.map((type, at) =>
    letters.includes(answer.columnNames[at] ?? '') ? ColumnTypeEnum.Character : type,
  )
  return { ...answer, columnTypes }
}
