import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { refreshQuality } from '@/lib/quality/queries/refresh'
import { csvOf, type SampleLedger } from '@/prisma/seed/sample-ledger'
import { closeOwner, owner } from '@/tests/support/builders'
import { aLedger, batchOf, bringIn, checkedBatch, layCounty, withCells } from '@/tests/support/ledgers'

let office: Actor

beforeAll(async () => {
  office = await layCounty()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** Rules that need what no ledger says: helpers, and numbers compared over the whole county. */
const NOT_OF_LEDGERS = ['R11', 'R15', 'R16']

type Remarks = Awaited<ReturnType<typeof batchOf>>['remarks']['shown']

const csv = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  csvOf({ heads: [...heads], rows: rows.map((row) => [...row]), faults: [] })
const remarksOf = async (id: string) => (await batchOf(office, id)).remarks.shown
const place = ({ row, column, value, ruleId }: Remarks[number]) => [row, column, value, ruleId]
const numbersOf = (ledger: SampleLedger) => [
  ...new Set(ledger.rows.map((row) => row[ledger.heads.indexOf('户编号')] as string)),
]

async function refreshed(): Promise<void> {
  while ((await withScope(office, (ctx) => refreshQuality(ctx, '130799'))) > 0);
}

/** What the list of quality says of households, by rules that keep nothing out; the file has no column for disability cards, so R12 is one. */
async function listed(numbers: readonly string[]): Promise<string[]> {
  await refreshed()
  const { rows } = await owner().query<{ no: string; rule: string; figures: object }>(
    `SELECT h.household_no AS no, q.rule_id AS rule, q.figures FROM quality_issue q JOIN household h ON h.id = q.household_id
     WHERE h.household_no = ANY($1) AND q.cleared_on IS NULL AND (q.severity <> 'E' OR q.rule_id = 'R12') AND NOT q.rule_id = ANY($2)`,
    [numbers, NOT_OF_LEDGERS],
  )
  return rows.map(({ no, rule, figures }) => told(no, rule, figures)).sort()
}

const told = (no: string, rule: string, figures: object) =>
  `${no} ${rule} ${JSON.stringify(Object.entries(figures).sort())}`

describe('the check of a household ledger', () => {
  it('remarks what the list of the village will say, keeps nothing out for it, and remarks it once', async () => {
    const plain = aLedger(150, 0, 71)
    const [first = '', second = ''] = numbersOf(plain)
    const ledger = withCells(withCells(plain, first, { 劳动技能: '丧失劳动力', 健康状况: '健康' }), second, {
      '人均纯收入（元）': '400',
    })
    const id = await checkedBatch(office, csvOf(ledger))
    const { remarks, ...found } = await batchOf(office, id)
    expect(found).toMatchObject({ state: 'CHECKED', faultCount: 0, goodRows: ledger.rows.length, faults: [] })
    expect(remarks.shown.length).toBeGreaterThan(2)
    expect(remarks.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(remarks.shown.length)
    const at = ledger.heads.indexOf('户编号')
    const said = remarks.shown.map(({ row, ruleId, figures }) =>
      told(ledger.rows[row - 2]?.[at] ?? '', ruleId, figures),
    )
    expect(said.some((each) => each.startsWith(`${first} R21`))).toBe(true)
    expect(said.some((each) => each.startsWith(`${second} R41`))).toBe(true)

    expect(await bringIn(office, id)).toMatchObject({ ok: true })
    expect(await listed(numbersOf(ledger))).toEqual(said.sort())

    expect(await remarksOf(await checkedBatch(office, csvOf(ledger)))).toEqual([])
  })

  it('shows the cell that says it, and nothing of a household in which all fits', async () => {
    const ledger = aLedger(1, 0, 72)
    const heads = ['户编号', '乡镇', '行政村', '姓名', '证件号码', '与户主关系', '文化程度', '健康状况', '劳动技能']
    const more = ['务工区域', '务工时间', '户类型', '脱贫属性', '人均纯收入']
    const cells = ledger.rows[0] as string[]
    const of = (head: string) => cells[ledger.heads.indexOf(head)] ?? ''
    const born = Number(of('证件号码').slice(6, 10))
    const isOld = born < 1962
    const fits = [
      ...heads.slice(0, 5).map(of),
      '户主',
      '初中',
      '长期慢性病',
      isOld ? '无劳动力' : '弱劳动力或半劳动力',
      '',
      '',
    ]
    const whole = (row: readonly string[]) => csv([...heads, ...more], [[...row, '一般贫困户', '已脱贫', '15000']])
    expect(await remarksOf(await checkedBatch(office, whole(fits)))).toEqual([])
    const works = [...fits.slice(0, 8), '丧失劳动力', '县外省内', '6']
    const remarks = await remarksOf(await checkedBatch(office, whole(works)))
    expect(remarks.map(place)).toEqual([[2, '劳动技能', '丧失劳动力', 'R26']])
    expect(remarks[0]).toMatchObject({ sheet: 'CSV', figures: { months: 6 }, isWithheld: false })
  })
})

describe('the check of a yearly ledger', () => {
  it('lays its rows over what the register knows', async () => {
    const ledger = aLedger(6, 0, 73)
    await bringIn(office, await checkedBatch(office, csvOf(ledger)))
    const [no = '', other = ''] = numbersOf(ledger)
    const incomes = csv(
      ['户编号', '年度', '务工收入', '种植业收入', '种植业支出', '家庭常住人口数'],
      [
        [no, '2025', '', '30000', '', '1'],
        [other, '2025', '', '30000', '8000', '1'],
      ],
    )
    const id = await checkedBatch(office, incomes)
    const remarks = await remarksOf(id)
    expect(remarks.filter(({ ruleId }) => ruleId === 'R33').map(place)).toEqual([[2, '种植业收入', '30000', 'R33']])
    const living = csv(
      ['户编号', '年度', '住房面积', '是否解决安全饮用水', '断水天数'],
      [
        [no, '2025', '90', '是', '200'],
        [other, '2025', '90', '是', '0'],
      ],
    )
    expect((await remarksOf(await checkedBatch(office, living))).map(place)).toEqual([
      [2, '是否解决安全饮用水', '是', 'R52'],
    ])
    const row = ledger.rows[0] as string[]
    const of = (head: string) => row[ledger.heads.indexOf(head)] ?? ''
    const members = csv(
      ['证件号码', '姓名', '年度', '健康状况', '劳动技能'],
      [[of('证件号码'), of('姓名'), '2026', '健康', '丧失劳动力']],
    )
    expect((await remarksOf(await checkedBatch(office, members))).map(place)).toContainEqual([
      2,
      '健康状况',
      '健康',
      'R21',
    ])
  })
})

describe('rules E that file and register break only together', () => {
  it('keep the household out, named by sheet, row and column, and what stood there before is not asked again', async () => {
    const ledger = aLedger(12, 0, 74)
    const at = (head: string) => ledger.heads.indexOf(head)
    const [no = ''] = numbersOf(ledger)
    const heads = [...ledger.heads, '残疾证号']
    const rows = ledger.rows.map((row) => {
      const health = row[at('户编号')] === no ? '残疾' : '长期慢性病'
      const cells = withCells({ ...ledger, rows: [row] }, row[at('户编号')] as string, {
        健康状况: health,
        劳动技能: '',
      })
      return [...(cells.rows[0] as string[]), '']
    })
    const size = rows.filter((row) => row[at('户编号')] === no).length
    const id = await checkedBatch(office, csv(heads, rows))
    const found = await batchOf(office, id)
    expect(found).toMatchObject({ faultCount: size, goodRows: rows.length - size })
    expect(found.faults.map(({ sheet, column, value, code }) => [sheet, column, value, code])).toEqual(
      Array.from({ length: size }, () => ['CSV', '健康状况', '残疾', 'cardMissing']),
    )
    expect(found.faults.map(({ row }) => rows[row - 2]?.[at('户编号')])).toEqual(Array.from({ length: size }, () => no))
    await bringIn(office, id, { mode: 'GOOD_ROWS' })
    expect((await owner().query('SELECT FROM household WHERE household_no = $1', [no])).rowCount).toBe(0)
    const known = await owner().query<{ household_no: string; n: number }>(
      `SELECT h.household_no, count(*)::int AS n FROM household h JOIN membership m ON m.household_id = h.id
       WHERE h.household_no = ANY($1) GROUP BY 1 ORDER BY 1`,
      [numbersOf(ledger)],
    )
    const [home, other] = known.rows
    if (!home || !other) throw new Error('too few households')
    const incomes = csv(
      ['户编号', '年度', '务工收入', '家庭常住人口数'],
      [
        [home.household_no, '2025', '9000', String(home.n + 1)],
        [other.household_no, '2025', '9000', String(other.n)],
      ],
    )
    const divided = await batchOf(office, await checkedBatch(office, incomes))
    expect(divided.faults.map(({ row, column, code, params }) => [row, column, code, params])).toEqual([
      [2, '家庭常住人口数', 'divisorTooHigh', { case: 'divisor', year: 2025, divisor: home.n + 1, members: home.n }],
    ])
    expect(divided.goodRows).toBe(1)
    await owner().query('UPDATE household SET housing_grade = NULL WHERE household_no = $1', [home.household_no])
    const living = csv(
      ['户编号', '年度', '住房面积', '断水天数', '鉴定日期', '住房安全等级'],
      [
        [home.household_no, '2025', '90', '0', '2025-06-01', ''],
        [other.household_no, '2025', '90', '0', '2025-06-01', 'A级'],
      ],
    )
    const graded = await batchOf(office, await checkedBatch(office, living))
    expect(graded.faults.map(({ row, code }) => [row, code])).toEqual([[2, 'gradeMissing']])

    await owner().query(
      `UPDATE person p SET health = '{DISABLED}' FROM membership m JOIN household h ON h.id = m.household_id WHERE m.person_id = p.id AND h.household_no = $1`,
      [other.household_no],
    )
    const same = rows.flatMap((row) =>
      row[at('户编号')] === other.household_no ? [row.map((cell, i) => (i === at('健康状况') ? '残疾' : cell))] : [],
    )
    expect(await batchOf(office, await checkedBatch(office, csv(heads, same)))).toMatchObject({ faultCount: 0 })
  })
})
