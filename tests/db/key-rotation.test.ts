import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { open, seal, sealedWith } from '@/lib/platform/fields'
import { reloadKeyRing } from '@/lib/platform/keys'
import { leftUnder, reseal, SEALED, type SealedColumn } from '@/scripts/keys/reseal'
import { aHousehold, closeOwner, layGround, owner } from '../support/builders'

const ROWS = 300
const PHONES = SEALED.find(({ table, column }) => table === 'household' && column === 'phone_enc') as SealedColumn
const before = process.env.FANGXIAN_KEYS as string
const path = join(tmpdir(), `rotation-${process.pid}.json`)
const phones = new Map<string, string>()

beforeAll(async () => {
  writeFileSync(path, readFileSync(before))
  process.env.FANGXIAN_KEYS = path
  reloadKeyRing()
  await layGround()
  for (let n = 0; n < ROWS; n++) {
    const { id } = await aHousehold()
    phones.set(id, String(13_800_000_000 + n))
    await owner().query('UPDATE household SET phone_enc = $2 WHERE id = $1', [
      id,
      seal('household', 'phone', id, phones.get(id) as string),
    ])
  }
})
afterAll(async () => {
  process.env.FANGXIAN_KEYS = before
  reloadKeyRing()
  await closeOwner()
})

it('seals every value with the new key while others write, and leaves none unreadable', async () => {
  const file = JSON.parse(readFileSync(path, 'utf8'))
  const current = 'k9'
  writeFileSync(
    path,
    JSON.stringify({
      ...file,
      field: { current, keys: { ...file.field.keys, [current]: randomBytes(32).toString('base64') } },
    }),
  )
  reloadKeyRing()
  const client = await owner().connect()
  try {
    const [first] = phones.keys()
    const writing = owner().query('UPDATE household SET phone_enc = $2 WHERE id = $1', [
      first,
      seal('household', 'phone', first as string, '13999999999'),
    ])
    const counts = await Promise.all([reseal(client, PHONES), writing])
    phones.set(first as string, '13999999999')
    expect(counts[0]).toBeGreaterThanOrEqual(ROWS - 1)
    expect(await leftUnder(client, PHONES, current)).toBe(0)
    expect(await leftUnder(client, PHONES, 'k1')).toBeGreaterThanOrEqual(ROWS)
    const { rows } = await client.query<{ id: string; phone_enc: Buffer }>(
      'SELECT id, phone_enc FROM household WHERE phone_enc IS NOT NULL',
    )
    expect(rows.length).toBeGreaterThanOrEqual(ROWS)
    for (const { id, phone_enc } of rows) {
      const phone = open('household', 'phone', id, phone_enc)
      expect([sealedWith(phone_enc), phone]).toEqual([current, phones.get(id) ?? phone])
    }
  } finally {
    client.release()
  }
})

it('knows every sealed column there is', async () => {
  const { rows } = await owner().query(
    "SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE '%\\_enc' ORDER BY 1, 2",
  )
  expect(rows).toEqual([...SEALED].sort((a, b) => (`${a.table}.${a.column}` < `${b.table}.${b.column}` ? -1 : 1)))
})
