import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countForInputs } from '@/lib/indicators/queries/counted'
import { unscoped, withScope } from '@/lib/platform/db'
import { endEnterprise } from '@/lib/resumption/commands/enterprise'
import { reportFigures } from '@/lib/resumption/commands/figures'
import { visitEnterprise } from '@/lib/resumption/commands/visit'
import { getReport, printReport } from '@/lib/resumption/queries/report'
import { closeOwner, layGround, owner, PLACES } from '../support/builders'
import { anEnterprise, enterpriseRow, resumers } from '../support/enterprises'
import { ask, cellsOf, takeOut } from '../support/exports'
import { tryTo } from '../support/measures'

let people: Awaited<ReturnType<typeof resumers>>

const figures = (enterpriseId: string, day: string, staff: [number, number, number], over: object = {}) => ({
  id: randomUUID(),
  enterpriseId,
  day,
  staffTotal: staff[0],
  staffReturned: staff[1],
  poorReturned: staff[2],
  ...over,
})
const report = (input: object) => tryTo(people.office, reportFigures, input)

beforeAll(async () => {
  await layGround()
  people = await resumers()
  const firm = await anEnterprise({ type: 'LEADING_ENTERPRISE', regionCode: PLACES.county, status: 'RESUMED' })
  const idle = await anEnterprise({ type: 'LEADING_ENTERPRISE', status: 'APPLIED' })
  const workshop = await anEnterprise({ status: 'RESUMED', parentId: firm })
  const other = await anEnterprise({ regionCode: PLACES.otherTownship, status: 'RESUMED', on: '2026-03-05' })
  const late = await anEnterprise({ regionCode: PLACES.village, activeFrom: '2026-03-10' })
  await anEnterprise({ type: 'INDUSTRIAL_ABOVE_SCALE', status: 'RESUMED' })
  const gone = await anEnterprise({ status: 'RESUMED', regionCode: PLACES.otherTownship })
  await anEnterprise({ regionCode: PLACES.otherCountyVillage, status: 'RESUMED' })
  for (const told of [
    figures(firm, '2026-03-01', [100, 60, 8]),
    figures(firm, '2026-03-08', [100, 80, 10]),
    figures(idle, '2026-03-01', [30, 0, 0]),
    figures(workshop, '2026-03-08', [40, 25, 9]),
    figures(workshop, '2026-03-08', [40, 28, 9], { edition: 1, reason: '漏报' }),
    figures(other, '2026-03-07', [20, 20, 5]),
    figures(late, '2026-03-12', [9, 9, 9]),
    figures(gone, '2026-03-01', [7, 7, 7]),
  ])
    expect(await report(told)).toBe('done')
  const { version } = await enterpriseRow(gone)
  const end = { enterpriseId: gone, version, on: '2026-03-06', reason: '停办' }
  expect(await tryTo(people.office, endEnterprise, end)).toBe('done')
  const visit = { enterpriseId: firm, on: '2026-03-02', leaderName: '甲', raised: 3, solved: 2 }
  expect(await tryTo(people.office, visitEnterprise, { ...visit, id: randomUUID(), leaderKind: 'MAIN' })).toBe('done')
  expect(await tryTo(people.office, visitEnterprise, { ...visit, id: randomUUID(), leaderKind: 'LIAISON' })).toBe(
    'done',
  )
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** Counted enterprise by enterprise, in this file's own words. */
async function countedBy(prefix: string, day: string) {
  const { rows: enterprises } = await owner().query('SELECT * FROM enterprise WHERE starts_with(region_code, $1)', [
    prefix,
  ])
  const out: Record<string, { firms: number; resumed: number; staff: number; returned: number; poor: number }> = {}
  for (const each of enterprises) {
    const { rows: here } = await owner().query(
      `SELECT e.active_from <= $2::date AND coalesce(e.active_until > $2::date, true) AS is_there,
         coalesce((SELECT to_status::text FROM enterprise_step s WHERE s.enterprise_id = e.id AND s.step_on <= $2::date
           AND s.step_no = (SELECT max(step_no) FROM enterprise_step m WHERE m.enterprise_id = e.id AND m.step_on <= $2::date)), '') AS status
       FROM enterprise e WHERE e.id = $1`,
      [each.id, day],
    )
    if (!here[0].is_there) continue
    const { rows: told } = await owner().query(
      'SELECT * FROM enterprise_figure WHERE enterprise_id = $1 AND day <= $2::date ORDER BY day, edition',
      [each.id, day],
    )
    const last = told.at(-1) ?? { staff_total: 0, staff_returned: 0, poor_returned: 0 }
    const sum = out[each.type] ?? { firms: 0, resumed: 0, staff: 0, returned: 0, poor: 0 }
    out[each.type] = {
      firms: sum.firms + 1,
      resumed: sum.resumed + (here[0].status === 'RESUMED' || here[0].status === 'FULL_CAPACITY' ? 1 : 0),
      staff: sum.staff + last.staff_total,
      returned: sum.returned + last.staff_returned,
      poor: sum.poor + last.poor_returned,
    }
  }
  return out
}

const LEVELS = [
  ['a city', PLACES.city, 4],
  ['a county', PLACES.county, 6],
  ['a township', PLACES.township, 9],
] as const

test.each(LEVELS)(
  'the daily report of %s is what its enterprises come to one by one, on any day',
  async (_name, code, digits) => {
    for (const day of ['2026-02-15', '2026-03-04', '2026-03-08', '2026-03-20']) {
      const { all } = await withScope(people.viewer, (ctx) => getReport(ctx, { region: code, day }))
      const wanted = await countedBy(code.slice(0, digits), day)
      for (const type of ['LEADING_ENTERPRISE', 'WORKSHOP', 'INDUSTRIAL_ABOVE_SCALE', 'FARM'] as const) {
        const { firms, resumed, staffTotal, staffReturned, poorReturned } = all[type]
        const nothing = { firms: 0, resumed: 0, staff: 0, returned: 0, poor: 0 }
        expect([day, type, { firms, resumed, staff: staffTotal, returned: staffReturned, poor: poorReturned }]).toEqual(
          [day, type, wanted[type] ?? nothing],
        )
      }
    }
  },
)

test('a county is the sum of its townships and of what lies in none of them, and says what it may count twice', async () => {
  const { all, children, visits } = await withScope(people.office, (ctx) => getReport(ctx, { day: '2026-03-08' }))
  expect(children.map(({ code, isOwn }) => [code, isOwn])).toEqual([
    [PLACES.township, false],
    [PLACES.otherTownship, false],
    [PLACES.county, true],
  ])
  const sum = children.reduce((n, child) => n + child.both.staffReturned, 0)
  expect([sum, all.both.staffReturned]).toEqual([128, 128])
  expect([all.both.firms, all.both.twice]).toEqual([4, 1])
  expect([all.LEADING_ENTERPRISE.reported, all.LEADING_ENTERPRISE.figured]).toEqual([1, 2])
  expect(visits).toEqual({ main: 1, mainSolved: 2, liaison: 1, liaisonSolved: 2, raised: 6 })
})

test('the indicators count the same as the report, for their inputs', async () => {
  const { reads } = await withScope(people.office, (ctx) =>
    countForInputs(ctx, { region: PLACES.county, from: '2026-01-01', asOf: '2026-03-08' }),
  )
  const value = (code: string) => reads.find((read) => read.code === code)?.value
  expect(value('leading_firms_total')).toBe('2')
  expect(value('leading_firms_resumed')).toBe('1')
  expect(value('workshop_staff_returned')).toBe('48')
  expect(value('leading_firm_poor_staff_returned')).toBe('10')
  expect(value('above_scale_firms_running')).toBe('1')
  expect(value('main_leader_problems_solved')).toBe('2')
  expect(value('liaison_problems_raised')).toBe('6')
})

test('a report on paper has its line in the access log, and nobody asks for a place of others', async () => {
  const { printed } = await withScope(people.head, (ctx) => printReport(ctx, { day: '2026-03-08' }))
  const { rows } = await owner().query(
    `SELECT kind, region_code FROM access_log WHERE upper(left(replace(id::text, '-', ''), 8)) = $1`,
    [printed.serial],
  )
  expect(rows).toEqual([{ kind: 'PRINT', region_code: PLACES.township }])
  await expect(withScope(people.head, (ctx) => getReport(ctx, { region: PLACES.county }))).rejects.toThrow('notFound')
})

test('the list leaves as a file with the last figures, narrowed as it is shown, and tells of nobody', async () => {
  const { id, body } = await takeOut(people.office, { kind: 'ENTERPRISES', query: 'type=WORKSHOP' })
  const cells = await cellsOf(body)
  const at = cells.findIndex((row) => row.includes('企业名称'))
  const heads = (cells[at] ?? []).map(String)
  const rows = cells.slice(at + 1).filter((row) => row[heads.indexOf('状态')])
  const returned = rows.map((row) => row[heads.indexOf('已返岗')]).filter((n) => typeof n === 'number')
  expect([rows.length, returned.toSorted((a, b) => a - b)]).toEqual([3, [9, 20, 28]])
  const { rows: asked } = await owner().query('SELECT row_count, person_count FROM export_request WHERE id = $1', [id])
  expect(asked).toEqual([{ row_count: 3, person_count: 0 }])
  expect(await ask(people.office, { kind: 'ENTERPRISES', query: 'status=X' })).toMatchObject({
    ok: false,
    code: 'exports.notUnderstood',
  })
})
