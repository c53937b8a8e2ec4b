import { defineConfig } from 'prisma/config'

// Generating needs no database; DATABASE_URL may be unset here (env() would throw).
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
