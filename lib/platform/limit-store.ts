import 'server-only'
import { Pool } from 'pg'
import { need } from './env'
import { perProcess } from './per-process'

/** Where counters of a kind are kept: in the database, over two connections of their own, so that counting and pages never wait for each other. */
export function limitStore(kind: string) {
  return perProcess(`limit-store-${kind}`, () => {
    const storeClient = new Pool({
      connectionString: need('APP_DATABASE_URL'),
      max: 2,
      connectionTimeoutMillis: 3_000,
      statement_timeout: 5_000,
      allowExitOnIdle: true,
    })
    storeClient.on('error', () => {})
    return { storeClient, storeType: 'pool', tableName: 'rate_limit', tableCreated: true }
  })
}
