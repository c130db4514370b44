import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { type Db, unscoped } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { allOf, alone, bytes, mapped, moment, nothing, rowsOf, together, whole } from '@/lib/platform/together'

const { sql } = Prisma

afterAll(async () => {
  await unscoped().$disconnect()
})

/** The database, with every statement that goes to it. */
function listening() {
  const sent: string[] = []
  const db = {
    $queryRaw: (statement: Prisma.Sql) => {
      sent.push(statement.sql)
      return unscoped().$queryRaw(statement)
    },
  } as unknown as Db
  return { sent, ctx: { db: { ...db, $queryRaw: tagged(db.$queryRaw) } as Db } }
}

const tagged = (ask: Db['$queryRaw']) =>
  ((statement: Prisma.Sql | TemplateStringsArray, ...values: Prisma.Sql[]) =>
    ask('raw' in statement ? sql(statement, ...values) : statement)) as Db['$queryRaw']

const Value = z.object({ b: bytes.nullable(), t: moment.nullable(), d: moment.nullable(), n: whole.nullable() })
const values = (hex: string | null) =>
  rowsOf(
    sql`SELECT decode(${hex}::text, 'hex') AS b, '2026-03-26T08:00:00.123+08:00'::timestamptz AS t, '2024-02-29'::date AS d,
      9007199254740991::bigint AS n UNION ALL SELECT NULL, NULL, NULL, NULL`,
    Value,
  )
const ordered = (last: number) =>
  rowsOf(
    sql`SELECT n FROM generate_series(1, ${last}::int) n ORDER BY md5(n::text), n LIMIT ${last}`,
    z.object({ n: z.number() }),
  )

test('bytes, moments, days and whole numbers are the same read alone and read with others', async () => {
  const { ctx, sent } = listening()
  for (const hex of ['', '00ff5c78']) {
    const apart = await alone(ctx, values(hex))
    expect(apart).toEqual(
      [
        {
          b: Buffer.from(hex, 'hex'),
          t: new Date('2026-03-26T00:00:00.123Z'),
          d: new Date('2024-02-29'),
          n: 9007199254740991n,
        },
        { b: null, t: null, d: null, n: null },
      ].map((row) => ({ ...row, b: row.b && new Uint8Array(row.b) })),
    )
    const { one, other } = await together(ctx, { one: values(hex), other: ordered(1) })
    expect(one.map((row) => ({ ...row, b: row.b && new Uint8Array(row.b) }))).toEqual(apart)
    expect(other).toEqual([{ n: 1 }])
  }
  expect(sent).toHaveLength(4)
})

test('rows keep the order of their statement, and a statement without rows is an empty list', async () => {
  const { ctx } = listening()
  const apart = await alone(ctx, ordered(2_000))
  const { all, none } = await together(ctx, { all: ordered(2_000), none: ordered(0) })
  expect(all).toEqual(apart)
  expect(none).toEqual([])
})

test('a statement that parts share is sent once, parts nest, and what is not asked for costs nothing', async () => {
  const { ctx, sent } = listening()
  const shared = ordered(3)
  const sum = mapped(shared, (rows) => rows.reduce((all, { n }) => all + n, 0))
  const read = await together(ctx, { shared, inner: allOf({ sum, others: ordered(1) }), nothing })
  expect(read).toEqual({ shared: await alone(ctx, shared), inner: { sum: 6, others: [{ n: 1 }] }, nothing: null })
  expect(sent[0]?.match(/generate_series/g)).toHaveLength(2)
  await together(ctx, { nothing })
  expect(sent).toHaveLength(2)
})

test('values stand in the statement as parameters: its text is one, whatever is asked', async () => {
  const { ctx, sent } = listening()
  await together(ctx, { one: values('00'), other: ordered(1) })
  await together(ctx, { one: values('ff'), other: ordered(9) })
  expect(new Set(sent).size).toBe(1)
})
