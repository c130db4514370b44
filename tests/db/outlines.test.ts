import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importOutline, withdrawOutline } from '@/lib/outlines/commands'
import { findOutline, getOutlines } from '@/lib/outlines/queries'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { squares } from '../support/outlines'

let office: Actor
let township: Actor
let city: Actor
const CHILDREN: readonly string[] = [PLACES.township, PLACES.otherTownship]

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const told = (over: object = {}) => ({
  id: randomUUID(),
  regionCode: PLACES.county,
  file: squares(CHILDREN),
  approvalNo: '测S(2026)001号',
  source: 'A',
  drawnOn: '2026-01-01',
  validFrom: '2026-01-02',
  ...over,
})
const found = (who: Actor, codes = CHILDREN, at?: Date) =>
  withScope(who, (ctx) => findOutline(ctx, PLACES.county, codes), { at })

test('outlines come whole or not at all, with their number, and what is wrong is named', async () => {
  for (const [over, answer] of [
    [{ approvalNo: ' ' }, 'outlines.approvalNeeded'],
    [{ source: '' }, 'input.required'],
    [{ file: '' }, 'input.required'],
    [{ file: '{}' }, 'outlines.notGeoJson'],
    [{ file: squares([PLACES.township]) }, 'outlines.missing'],
    [{ file: squares([...CHILDREN, '999999999000']) }, 'outlines.unmatched'],
    [{ file: squares([...CHILDREN, PLACES.township]) }, 'outlines.twice'],
    [{ matchBy: 'mc' }, 'outlines.noProperty'],
    [{ drawnOn: '2999-01-01' }, 'outlines.drawnAhead'],
    [{ regionCode: PLACES.village }, 'outlines.nothingBelow'],
    [{ regionCode: PLACES.otherCounty }, 'notFound'],
    [{ file: 'x'.repeat(6 * 1024 * 1024 + 1) }, 'outlines.tooLarge'],
  ] as const)
    expect([Object.keys(over), await tryTo(office, importOutline, told(over))]).toEqual([Object.keys(over), answer])
  expect(await tryTo(township, importOutline, told())).toBe('forbidden')
  expect(await found(office)).toBeNull()
})

test('what is imported is drawn from its day, replaces the former, and tiles come back where a region has none', async () => {
  const [first, sending] = [told(), randomUUID()]
  expect(await tryTo(office, importOutline, first, sending)).toBe('done')
  expect(await tryTo(office, importOutline, first, sending)).toBe('replayed')
  expect(await found(office)).toMatchObject({ approvalNo: '测S(2026)001号', source: 'A', drawnOn: '2026-01-01' })
  expect(Object.keys((await found(city))?.shapes ?? {})).toEqual(CHILDREN)
  expect(await found(office, [...CHILDREN, '130799102000'])).toBeNull()
  expect(await found(office, CHILDREN, new Date('2026-01-01T02:00:00Z'))).toBeNull()
  const asFile = new File([squares(CHILDREN)], 'a.geojson')
  expect(await tryTo(office, importOutline, told({ file: asFile, source: 'B', validFrom: '2026-03-01' }))).toBe('done')
  expect(await tryTo(office, importOutline, told({ validFrom: '2026-02-01' }))).toBe('outlines.notAgain')
  expect((await found(office))?.source).toBe('B')
  const { history } = await withScope(office, (ctx) => getOutlines(ctx, PLACES.county))
  expect(history.map(({ source }) => source)).toEqual(['B', 'A'])
  await expect(withScope(township, (ctx) => getOutlines(ctx, PLACES.county))).rejects.toThrow()
})

test('a row of outlines is signed, never changed, and seen within its region alone', async () => {
  const seen = (who: Actor) => withScope(who, (ctx) => ctx.db.regionOutline.count())
  expect([await seen(office), await seen(city), await seen(township)]).toEqual([2, 2, 0])
  const { rows } = await owner().query('SELECT DISTINCT imported_by FROM region_outline')
  expect(rows).toEqual([{ imported_by: office.userId }])
  for (const sql of [`UPDATE region_outline SET approval_no = 'x'`, 'DELETE FROM region_outline']) {
    await expect(
      withScope(office, (ctx) => ctx.db.$executeRawUnsafe(sql)),
      sql,
    ).rejects.toThrow()
    await expect(owner().query(sql), sql).rejects.toThrow()
  }
})

test('withdrawn outlines give way to tiles, keep their reason, and others may take their place', async () => {
  const standing = async () => {
    const { history } = await withScope(office, (ctx) => getOutlines(ctx, PLACES.county))
    return history.flatMap(({ id, source, isStanding }) => (isStanding ? [{ id, source }] : []))
  }
  const [now] = await standing()
  expect(now?.source).toBe('B')
  const [input, sending] = [{ outlineId: now?.id ?? '', reason: '审图号过期' }, randomUUID()]
  expect(await tryTo(office, withdrawOutline, { ...input, reason: ' ' })).toBe('outlines.reasonNeeded')
  expect(await tryTo(township, withdrawOutline, input)).toBe('forbidden')
  expect(await tryTo(office, withdrawOutline, { ...input, outlineId: randomUUID() })).toBe('notFound')
  expect(await tryTo(office, withdrawOutline, input, sending)).toBe('done')
  expect(await tryTo(office, withdrawOutline, input, sending)).toBe('replayed')
  expect(await tryTo(office, withdrawOutline, input)).toBe('outlines.withdrawnAlready')
  expect([await found(office), await found(city), await standing()]).toEqual([null, null, []])
  const { history } = await withScope(office, (ctx) => getOutlines(ctx, PLACES.county))
  expect(history[0]?.withdrawal).toMatchObject({ reason: '审图号过期', withdrawnByName: office.name })

  // Not before the day of those that were in use; and one that is withdrawn before its day leaves the present alone.
  expect(await tryTo(office, importOutline, told({ validFrom: '2026-02-01' }))).toBe('outlines.notAgain')
  expect(await tryTo(office, importOutline, told({ source: 'C', validFrom: '2026-03-01' }))).toBe('done')
  const later = told({ source: 'D', validFrom: '2999-01-01' })
  expect(await tryTo(office, importOutline, later)).toBe('done')
  expect((await standing()).map(({ source }) => source)).toEqual(['D', 'C'])
  expect(await tryTo(office, withdrawOutline, { outlineId: later.id, reason: 'x' })).toBe('done')
  expect((await found(office, CHILDREN, new Date('2999-02-01T02:00:00Z')))?.source).toBe('C')
  expect(await tryTo(office, importOutline, told({ source: 'E', validFrom: '2026-03-02' }))).toBe('done')

  const rows = await withScope(township, (ctx) => ctx.db.outlineWithdrawal.count())
  expect(rows).toBe(0)
  for (const sql of [`UPDATE outline_withdrawal SET reason = 'x'`, 'DELETE FROM outline_withdrawal']) {
    await expect(
      withScope(office, (ctx) => ctx.db.$executeRawUnsafe(sql)),
      sql,
    ).rejects.toThrow()
    await expect(owner().query(sql), sql).rejects.toThrow()
  }
  const { rows: signed } = await owner().query('SELECT DISTINCT withdrawn_by FROM outline_withdrawal')
  expect(signed).toEqual([{ withdrawn_by: office.userId }])
})
