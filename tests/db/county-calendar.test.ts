import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setDay } from '@/lib/deadlines/commands/calendar'
import { openDeadline } from '@/lib/deadlines/commands/keep'
import { listArrangedYears, listYear } from '@/lib/deadlines/queries/calendar'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { send } from '../support/outbox'
import { layCalendar, layPolicy } from '../support/policy'

let office: Actor
let secretary: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  await layCalendar()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const SNOW = { day: '2026-06-10', kind: 'HOLIDAY', name: '抗洪', reason: '县政府通知第 3 号' }
const set = (actor: Actor, over: object = {}) => execute(actor, setDay, { ...SNOW, ...over }, { id: randomUUID() })
const dueFrom = async (from: string, subject = randomUUID()) => {
  const { countyCode, id: householdId, regionCode } = household
  const wish = { place: { countyCode, householdId, regionCode }, kind: 'RELIEF_DECISION' as const, from }
  const at = { at: new Date(`${from}T08:00:00+08:00`) }
  return (
    await withScope(secretary, (ctx) => openDeadline(ctx, { ...wish, subject: { kind: 'RELIEF', id: subject } }), at)
  ).dueOn
}
const daysOf = (actor: Actor, year: string) => withScope(actor, (ctx) => listYear(ctx, year))

test('a day the county sets counts for deadlines from then on, in its villages too; one that runs keeps its day', async () => {
  const running = randomUUID()
  const before = await dueFrom('2026-06-01', running)
  expect(await set(office)).toMatchObject({ ok: true })
  expect(await dueFrom('2026-06-01')).toBe(addDays(before, 1))
  const { rows } = await owner().query('SELECT due_on::text AS due FROM deadline WHERE subject_id = $1', [running])
  expect(rows).toEqual([{ due: before }])
  const shown = (await daysOf(secretary, '2026')).find(({ day }) => day === SNOW.day)
  expect(shown).toMatchObject({ kind: 'HOLIDAY', name: '抗洪', correction: { reason: SNOW.reason, by: office.name } })
})

test('said again the later word holds, and the audit keeps the earlier; ORDINARY takes an arranged day back', async () => {
  expect(await set(office, { kind: 'ORDINARY', reason: '通知已撤销' })).toMatchObject({ ok: true })
  const { rows } = await owner().query(
    `SELECT old_values ->> 'kind' AS was, new_values ->> 'kind' AS is FROM audit_entry WHERE table_name = 'county_calendar_day' AND action = 'UPDATE'`,
  )
  expect(rows).toContainEqual({ was: 'HOLIDAY', is: 'ORDINARY' })
  const from = '2026-09-18'
  const before = await dueFrom(from)
  expect(await set(office, { day: '2026-09-20', kind: 'ORDINARY', name: '国庆节调休' })).toMatchObject({ ok: true })
  expect(await dueFrom(from)).toBe(addDays(before, 1))
})

test('a year counts as entered once the county has entered its statutory holidays', async () => {
  const years = () => withScope(office, listArrangedYears)
  for (let day = 1; day <= 10; day++)
    expect((await set(office, { day: addDays('2028-01-31', day), name: '春节' })).ok).toBe(true)
  expect(await years()).not.toContain('2028')
  expect((await set(office, { day: '2028-01-01', name: '元旦' })).ok).toBe(true)
  expect(await years()).toContain('2028')
})

test('wrong input is told beside its field, on the form and on the phone', async () => {
  for (const [over, errors] of [
    [{ kind: 'WORKDAY' }, { kind: { code: 'deadlines.workdayAtWeekend' } }],
    [{ reason: '无' }, { reason: { code: 'deadlines.dayReasonNeeded' } }],
    [{ name: ' ' }, { name: { code: 'input.required' } }],
    [{ day: '2026-02-30' }, { day: { code: 'input.notADay' } }],
  ] as const) {
    expect(await set(office, over)).toMatchObject({ ok: false, kind: 'input', errors })
    expect(await send(office, 'calendar.set', { ...SNOW, ...over })).toMatchObject({ kind: 'input', errors })
  }
})

test('it is for the county office alone, and for its own county; the database says so too', async () => {
  for (const role of ['TOWNSHIP', 'COUNTY_LEADER'] as const) {
    const level = role === 'TOWNSHIP' ? 'TOWNSHIP' : 'COUNTY'
    const actor = await anActor(role, role === 'TOWNSHIP' ? PLACES.township : PLACES.county, level)
    expect(await set(actor)).toMatchObject({ ok: false, kind: 'forbidden' })
  }
  const write = (actor: Actor, county: string) =>
    withScope(
      actor,
      ({ db, actor: { userId } }) =>
        db.$executeRaw`INSERT INTO county_calendar_day (applies_to, day, kind, name, reason, set_by, set_by_name, set_at)
        VALUES (${county}, '2027-05-01', 'HOLIDAY', 'x', 'xxxx', ${userId}::uuid, 'x', now())`,
    )
  await expect(write(secretary, '130799')).rejects.toThrow('row-level security')
  await expect(write(office, '130730')).rejects.toThrow('row-level security')
  await owner().query(
    `INSERT INTO county_calendar_day (applies_to, day, kind, name, reason, set_by, set_by_name, set_at)
     VALUES ('130730', '2027-05-02', 'HOLIDAY', 'x', 'xxxx', gen_random_uuid(), 'x', now())`,
  )
  expect(await daysOf(office, '2027')).toEqual([])
})
