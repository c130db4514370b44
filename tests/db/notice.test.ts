import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { getNotice } from '@/lib/identification/queries/notice'
import { getProcedure } from '@/lib/identification/queries/procedure'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { anIdNumber, numbered } from '../support/events'
import { layPolicy } from '../support/policy'
import { known, NEVER_POOR, officers, POOR, start, take } from '../support/procedures'

let people: Awaited<ReturnType<typeof officers>>
let place: string

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await officers()
})
beforeEach(() => {
  place = `公示栏 ${randomUUID()}`
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** A household whose identification is on its first notice since the day. */
async function posted(name: string, cause: string, on = '2026-03-04', phone = '0313-5550100') {
  const built = await aHousehold(PLACES.village, {
    ...NEVER_POOR,
    phone_enc: Buffer.from('19000001234'),
    bank_account_enc: Buffer.from('9900000000000000001'),
  })
  await known(built, 3_000)
  await owner().query('UPDATE household SET head_name = $2, member_count = 3 WHERE id = $1', [built.id, name])
  const id = randomUUID()
  expect((await start(people.cadre, built, id, { wantedCause: cause, wantedOtherCauses: [] })).ok).toBe(true)
  expect(await take(people.cadre, id, 'verifyProcedure', '2026-03-02')).toBe('done')
  expect(await take(people.cadre, id, 'appraiseProcedure', '2026-03-03')).toBe('done')
  expect(await take(people.cadre, id, 'publishProcedure', on, { place, phone })).toBe('done')
  return { id, built }
}

const notice = (actor: Actor, id: string) => withScope(actor, (ctx) => getNotice(ctx, id))
const printed = async ({ id }: BuiltHousehold) =>
  (await owner().query(`SELECT id, field, actor_id FROM access_log WHERE household_id = $1 AND kind = 'PRINT'`, [id]))
    .rows

test('a notice lists the households that were posted together, from the day after posting for seven full days', async () => {
  const first = await posted('王守田', 'ILLNESS')
  const second = await posted('李桂兰', 'SCHOOLING')
  await posted('赵四', 'LACK_LAND', '2026-03-05')
  await posted('钱五', 'LACK_LAND', '2026-03-04', '0313-5550199')
  const found = await notice(people.cadre, first.id)
  expect(found).toMatchObject({
    kind: 'IDENTIFICATION',
    isSecond: false,
    village: PLACES.village,
    postedOn: '2026-03-04',
    from: '2026-03-05',
    until: '2026-03-11',
    days: 7,
    place,
    phone: '0313-5550100',
  })
  expect(found.rows.toSorted((a, b) => a.headName.localeCompare(b.headName, 'zh'))).toEqual([
    { headName: '李桂兰', members: 3, type: 'POOR_SUBSISTENCE', reason: 'SCHOOLING', exitYear: null },
    { headName: '王守田', members: 3, type: 'POOR_SUBSISTENCE', reason: 'LIVELIHOOD', exitYear: null },
  ])
  const lines = [...(await printed(first.built)), ...(await printed(second.built))]
  expect(lines.map(({ field, actor_id }) => [field, actor_id])).toEqual([
    ['identification.notice', people.cadre.userId],
    ['identification.notice', people.cadre.userId],
  ])
  expect(lines[0]?.id.slice(0, 8).toUpperCase()).toBe(found.printed.serial)
})

test('a notice holds no ID number, phone, bank account or illness of a household', async () => {
  const { id, built } = await posted('王守田', 'DISABILITY')
  const idNumber = anIdNumber('1954-03-12', 'M', 77)
  await numbered(built.headId, idNumber)
  await owner().query(`UPDATE person SET health = '{CHRONIC,DISABLED}' WHERE id = $1`, [built.headId])
  const found = await notice(people.cadre, id)
  const text = JSON.stringify(found)
  for (const kept of [idNumber, '19000001234', '9900000000000000001', 'CHRONIC', 'DISAB'])
    expect(text, kept).not.toContain(kept)
  expect(JSON.stringify(found.rows)).not.toMatch(/\d{2}/)
})

test('the second notice says so', async () => {
  const { id } = await posted('王守田', 'LACK_LAND')
  expect(await take(people.clerk, id, 'reviewProcedure', '2026-03-12')).toBe('done')
  expect(await take(people.cadre, id, 'publishProcedureAgain', '2026-03-13', { place })).toBe('done')
  expect(await notice(people.clerk, id)).toMatchObject({
    isSecond: true,
    phone: '',
    from: '2026-03-14',
    until: '2026-03-20',
    rows: [{ headName: '王守田', reason: 'PRODUCTION' }],
  })
})

test('an exit is posted with its year and the type of the household', async () => {
  const built = await aHousehold(PLACES.village, { ...POOR, household_type: 'POOR_SUBSISTENCE' })
  await known(built, 9_000)
  const id = randomUUID()
  const plan = { kind: 'EXIT', planYear: 2026, wantedType: undefined, wantedCause: undefined, wantedOtherCauses: [] }
  expect((await start(people.clerk, built, id, plan)).ok).toBe(true)
  for (const [name, on] of [
    ['verifyProcedure', '2026-03-02'],
    ['agreeProcedure', '2026-03-03'],
    ['appraiseProcedure', '2026-03-04'],
    ['publishProcedure', '2026-03-05'],
  ] as const)
    expect([name, await take(people.cadre, id, name, on)]).toEqual([name, 'done'])
  expect(await notice(people.cadre, id)).toMatchObject({
    kind: 'EXIT',
    rows: [{ headName: '王守田', type: 'POOR_SUBSISTENCE', reason: null, exitYear: 2026 }],
  })
})

test('there is a notice only while one hangs, and only for who posts it', async () => {
  const { id } = await posted('王守田', 'LACK_LAND')
  const offered = async (actor: Actor) => (await withScope(actor, (ctx) => getProcedure(ctx, id))).mayPrintNotice
  expect([await offered(people.cadre), await offered(people.office)]).toEqual([true, false])
  await expect(notice(people.neighbour, id)).rejects.toThrow(NotFoundError)
  await expect(notice(people.cadre, 'nonsense')).rejects.toThrow(NotFoundError)
  expect(await take(people.cadre, id, 'objectToProcedure', '2026-03-06')).toBe('done')
  await expect(notice(people.cadre, id)).rejects.toThrow(NotFoundError)
  expect(await offered(people.cadre)).toBe(false)
})
