import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OpeningClient } from '@/lib/platform/opening-client'

let pool: pg.Pool
const ask = async (client: pg.PoolClient, text: string, values?: unknown[]) =>
  (await client.query({ text, values, rowMode: 'array' })).rows?.[0] as unknown[] | undefined
const scope = `SELECT nullif(current_setting('app.scope', true), '')`
const isOpen = 'SELECT pg_current_xact_id_if_assigned() IS NOT NULL, now() <> statement_timestamp()'

beforeAll(() => {
  pool = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: 1, Client: OpeningClient } as pg.PoolConfig)
})
afterAll(() => pool.end())

async function inTurn<R>(work: (client: pg.PoolClient) => Promise<R>): Promise<R> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

test('a transaction opens with its first statement, and its settings end with it', async () => {
  await inTurn(async (client) => {
    await ask(client, 'BEGIN')
    await ask(client, `SET LOCAL app.scope = '13'; SET LOCAL app.own = ''`)
    expect(await ask(client, scope)).toEqual(['13'])
    await ask(client, 'COMMIT')
    expect(await ask(client, scope)).toEqual([null])
  })
})

test('a first statement with parameters stands inside as well', async () => {
  await inTurn(async (client) => {
    await ask(client, 'BEGIN')
    await ask(client, `SELECT set_config('app.scope', $1, true)`, ['14'])
    expect(await ask(client, scope)).toEqual(['14'])
    expect(await ask(client, isOpen)).toEqual([false, true])
    await ask(client, 'ROLLBACK')
    expect(await ask(client, scope)).toEqual([null])
  })
})

test('one that fails undoes the whole, and the connection is clean afterwards', async () => {
  await inTurn(async (client) => {
    await ask(client, 'BEGIN')
    await expect(ask(client, `SET LOCAL app.scope = '15'; SELECT 1 / 0`)).rejects.toThrow('zero')
    await expect(ask(client, 'SELECT 1')).rejects.toThrow('aborted')
    await ask(client, 'ROLLBACK')
    expect(await ask(client, scope)).toEqual([null])
  })
})

test('one that nobody asked anything in leaves nothing open', async () => {
  for (const end of ['COMMIT', 'ROLLBACK']) {
    await inTurn(async (client) => {
      await ask(client, 'BEGIN')
      await ask(client, end)
      await ask(client, `SET LOCAL app.scope = '16'`)
      expect(await ask(client, scope)).toEqual([null])
    })
  }
})
