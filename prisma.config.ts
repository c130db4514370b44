import { defineConfig } from 'prisma/config'

// These commands never execute the engine binary; without a path they would try to download it.
const command = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? ''
if (/^(generate|validate|format)$/.test(command)) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.OWNER_DATABASE_URL ?? 'postgresql://localhost/fangxian' },
})
