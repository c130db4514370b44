import pg from 'pg'

/** Rows of the database behind the journeys, past all row security: for finding a household and for counting what is really there. */
export async function rows<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: process.env.FANGXIAN_TEST_ADMIN_URL })
  await client.connect()
  try {
    return (await client.query<R>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** The id of a household of the demo's story, by its head's name. */
export async function householdOf(headName: string): Promise<string> {
  const [row] = await rows<{ id: string }>(
    `SELECT id FROM household WHERE head_name = $1 AND region_code = '130799104201'`,
    [headName],
  )
  if (!row) throw new Error(`no household of ${headName}`)
  return row.id
}
