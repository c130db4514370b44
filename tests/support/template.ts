import type { TestProject } from 'vitest/node'
import { dropClones, openTestServer, type TestServer } from '@/scripts/test/server'

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer['addresses']
  }
}

/** Before the database tests: a PostgreSQL with a migrated and filled template; after them: no trace of the copies. */
export default async function setup(project: TestProject) {
  const server = await openTestServer()
  project.provide('server', server.addresses)
  return async () => {
    await dropClones(server.addresses)
    await server.close()
  }
}
