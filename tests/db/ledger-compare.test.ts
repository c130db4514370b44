import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { mapColumns } from '@/lib/transfer/commands/map-columns'
import { takeBatch } from '@/lib/transfer/job'
import { listConflicts, listDifferences, readFilter } from '@/lib/transfer/queries/differences'
import { csvOf, type SampleLedger } from '@/prisma/seed/sample-ledger'
import { anActor, closeOwner, owner } from '@/tests/support/builders'
import { anExport } from '@/tests/support/ledger-export'
import { aLedger, batchOf, bringIn, checkedBatch, layCounty, registerImage, withCells } from '@/tests/support/ledgers'

let office: Actor

beforeAll(async () => {
  office = await layCounty()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const nosOf = ({ heads, rows }: SampleLedger) => [...new Set(rows.map((row) => row[heads.indexOf('户编号')] as string))]
const differencesOf = (id: string, asked: Record<string, string> = {}) =>
  withScope(office, (ctx) => listDifferences(ctx, id, readFilter(asked)))
const household = async (no: string) =>
  (await owner().query('SELECT * FROM household WHERE household_no = $1', [no])).rows[0] as Record<string, unknown>
const imported = async (ledger: SampleLedger) => {
  await bringIn(office, await checkedBatch(office, csvOf(ledger)))
  return nosOf(ledger)
}
const now = async () => (await owner().query('SELECT clock_timestamp() AS at')).rows[0].at.toISOString() as string
const remap = async (batchId: string, input: Record<string, unknown>) => {
  const outcome = await execute(office, mapColumns, { batchId, kind: 'HOUSEHOLDS', ...input }, { id: randomUUID() })
  if (outcome.ok) await (await takeBatch(office, batchId))?.()
  return outcome
}

describe('comparing a ledger with the register', () => {
  it('shows every changed cell, ours beside theirs, and counts what is new, changed, unchanged and missing', async () => {
    const ledger = aLedger(300, 0, 51)
    const [changed = '', missing = ''] = await imported(ledger)
    const at = ledger.heads.indexOf('户编号')
    const file = withCells({ ...ledger, rows: ledger.rows.filter((row) => row[at] !== missing) }, changed, {
      村民小组: '九十组',
      联系电话: '19000007777',
    })
    const id = await checkedBatch(office, csvOf(file))
    const { comparison } = await batchOf(office, id)
    expect(comparison).toMatchObject({ newHouseholds: 0, changed: 1, unchanged: 298 })
    expect(comparison?.missingHouseholds).toBeGreaterThanOrEqual(1)
    const { rows } = await differencesOf(id, { kind: 'CHANGED' })
    expect(rows.map(({ field, theirs }) => [field, theirs]).sort()).toEqual([
      ['groupName', '九十组'],
      ['phone', '190****7777'],
    ])
    expect(rows.every(({ subject }) => /^.\*+$/.test(subject))).toBe(true)
    const gone = await differencesOf(id, { kind: 'MISSING_HOUSEHOLD' })
    expect(gone.rows.map(({ householdNo }) => householdNo)).toContain(missing)
    expect((await differencesOf(id, { field: 'groupName' })).rows.length).toBe(1)
  })

  it('leaves what the register has in columns that only fill empty cells', async () => {
    const ledger = aLedger(10, 0, 52)
    const [first = '', second = ''] = await imported(ledger)
    await owner().query(`UPDATE household SET bank_name = NULL WHERE household_no = $1`, [second])
    const before = await household(first)
    const file = withCells(withCells(ledger, first, { 开户银行: '别的银行', 村民小组: '八组' }), second, {
      开户银行: '新银行',
    })
    const id = await checkedBatch(office, csvOf(file))
    await bringIn(office, id, { fillOnly: ['bankName'] })
    expect(await household(first)).toMatchObject({ bank_name: before.bank_name, group_name: '八组' })
    expect(await household(second)).toMatchObject({ bank_name: '新银行' })
  })

  it('of a file that was exported, nothing was changed in: writes nothing, though the register moved on', async () => {
    const nos = await imported(aLedger(20, 0, 53))
    const file = await anExport(nos, await now())
    await owner().query(`UPDATE household SET address = '村北', version = version + 1 WHERE household_no = $1`, [
      nos[0],
    ])
    const before = await registerImage()
    const id = await checkedBatch(office, csvOf(file))
    expect(await batchOf(office, id)).toMatchObject({ faultCount: 0, comparison: { changed: 0, newPersons: 0 } })
    await bringIn(office, id)
    expect(await registerImage()).toEqual(before)
  })

  it('of a file that was exported, writes only what was changed in it; a cell changed on both sides waits for a choice', async () => {
    const nos = await imported(aLedger(12, 0, 54))
    const [mine = '', both = '', taken = ''] = nos
    const file = await anExport(nos, await now())
    await owner().query(
      `UPDATE household SET address = '村北', bank_name = '后来的银行', version = version + 1 WHERE household_no = ANY ($1)`,
      [[both, taken]],
    )
    let changed = withCells(file, mine, { 家庭住址: '村东' })
    for (const no of [both, taken]) changed = withCells(changed, no, { 家庭住址: '村南', 村民小组: '七组' })
    const id = await checkedBatch(office, csvOf(changed))
    const conflicts = await withScope(office, (ctx) => listConflicts(ctx, id))
    expect(conflicts.map(({ householdNo, field }) => [householdNo, field]).sort()).toEqual(
      [
        [both, 'address'],
        [taken, 'address'],
      ].sort(),
    )
    const chosen = conflicts.find(({ householdNo }) => householdNo === taken)?.differenceNo
    await bringIn(office, id, { take: [chosen] })
    expect(await household(mine)).toMatchObject({ address: '村东' })
    expect(await household(both)).toMatchObject({ address: '村北', group_name: '七组', bank_name: '后来的银行' })
    expect(await household(taken)).toMatchObject({ address: '村南', group_name: '七组', bank_name: '后来的银行' })
  })

  it('knows people of an export in which identity numbers are masked', async () => {
    const nos = await imported(aLedger(6, 0, 55))
    const file = withCells(await anExport(nos, await now(), true), nos[0] as string, { 政治面貌: '中共党员' })
    const id = await checkedBatch(office, csvOf(file))
    expect(await batchOf(office, id)).toMatchObject({ faultCount: 0 })
    const before = (await registerImage()).memberships
    await bringIn(office, id)
    expect(await batchOf(office, id)).toMatchObject({ state: 'DONE', newPersons: 0, newHouseholds: 0 })
    expect((await registerImage()).memberships).toEqual(before)
  })

  it('keeps what the register says of a conflict when that has changed again since it was chosen', async () => {
    const nos = await imported(aLedger(4, 0, 56))
    const no = nos[0] as string
    const file = withCells(await anExport(nos, await now()), no, { 开户银行: '文件的银行' })
    await owner().query(`UPDATE household SET bank_name = '甲银行', version = version + 1 WHERE household_no = $1`, [
      no,
    ])
    const id = await checkedBatch(office, csvOf(file))
    const [conflict] = await withScope(office, (ctx) => listConflicts(ctx, id))
    await owner().query(`UPDATE household SET bank_name = '乙银行', version = version + 1 WHERE household_no = $1`, [
      no,
    ])
    await bringIn(office, id, { take: [conflict?.differenceNo] })
    expect(await household(no)).toMatchObject({ bank_name: '乙银行' })
  })
})

describe('columns of a ledger', () => {
  it('that nobody knows are mapped once, and known to the county from then on', async () => {
    const ledger = aLedger(8, 0, 57)
    const heads = ledger.heads.map((head) => (head === '户编号' ? '本县户码' : head === '民族' ? '族别' : head))
    const id = await checkedBatch(office, csvOf({ ...ledger, heads }))
    const failed = await batchOf(office, id)
    expect(failed).toMatchObject({ state: 'FAILED', failure: { code: 'headsMissing', params: { heads: '户编号' } } })
    const unknown = failed.columns.filter(({ how }) => how === 'UNKNOWN')
    expect(unknown.map(({ head }) => head)).toEqual(['序号', '本县户码', '族别'])
    expect(unknown[1]?.samples.every((sample) => /^\d{3}\*+$/.test(sample))).toBe(true)
    const columns = [
      { head: '本县户码', field: 'householdNo' },
      { head: '族别', field: 'ethnicity' },
      { head: '序号', field: '-' },
    ]
    expect(await remap(id, { columns })).toMatchObject({ ok: true })
    expect(await batchOf(office, id)).toMatchObject({ state: 'CHECKED', faultCount: 0, ignoredHeads: ['序号'] })
    const again = await batchOf(office, await checkedBatch(office, csvOf({ ...ledger, heads })))
    expect(again.state).toBe('CHECKED')
    expect(again.columns.filter(({ how }) => how === 'MAPPED').map(({ head }) => head)).toEqual(['本县户码', '族别'])
  })

  it('are refused when two stand for the same, and a ledger that is in already is not mapped', async () => {
    const id = await checkedBatch(office, csvOf(aLedger(3, 0, 58)))
    const twice = [
      { head: '甲', field: 'address' },
      { head: '乙', field: 'address' },
    ]
    expect(await remap(id, { columns: twice })).toMatchObject({ ok: false, code: 'transfer.mappedTwice' })
    expect(await remap(id, { columns: [{ head: '甲', field: 'nonsense' }] })).toMatchObject({
      ok: false,
      code: 'transfer.unknownColumn',
    })
    await bringIn(office, id)
    expect(await remap(id, {})).toMatchObject({ ok: false, code: 'transfer.uploadGone' })
  })

  it('are mapped for the county alone', async () => {
    await owner().query(
      `INSERT INTO import_mapping (county_code, kind, head, region_code, field, mapped_by, mapped_at)
       VALUES ('130799', 'HOUSEHOLDS', '外县的列', '130799000000', 'address', gen_random_uuid(), now())`,
    )
    const neighbour = await anActor('COUNTY_OFFICE', '130730000000', 'COUNTY')
    expect(await withScope(neighbour, (ctx) => ctx.db.importMapping.count())).toBe(0)
    await expect(
      withScope(neighbour, (ctx) =>
        ctx.db.importMapping.create({
          data: {
            countyCode: '130799',
            kind: 'LIVING',
            head: 'x',
            regionCode: '130799000000',
            field: null,
            mappedBy: neighbour.userId,
            mappedAt: ctx.now,
          },
        }),
      ),
    ).rejects.toThrow()
  })
})
