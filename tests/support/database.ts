import pg from 'pg'

/** Where this test file's own database is. `admin` bypasses row security on the embedded server: for arranging and for counting what is really there. */
export const urls = {
  owner: process.env.OWNER_DATABASE_URL ?? '',
  app: process.env.APP_DATABASE_URL ?? '',
  admin: process.env.FANGXIAN_TEST_ADMIN_URL ?? '',
}

async function as<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/** One connection as the role that migrates; forced row security holds for it too. */
export const asOwner = <T>(run: (client: pg.Client) => Promise<T>) => as(urls.owner, run)

/** One connection as the role the application uses. */
export const asApp = <T>(run: (client: pg.Client) => Promise<T>) => as(urls.app, run)

/** One connection that sees every row. */
export const asAdmin = <T>(run: (client: pg.Client) => Promise<T>) => as(urls.admin, run)
