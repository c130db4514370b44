import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDigit } from '@/lib/households/rules/id-number'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { csvOf, type SampleLedger } from '@/prisma/seed/sample-ledger'
import { closeOwner, owner } from '@/tests/support/builders'
import { takeOut } from '@/tests/support/exports'
import { aLedger, batchOf, bringIn, checkedBatch, layCounty, registerImage, takeBack } from '@/tests/support/ledgers'

let office: Actor

beforeAll(async () => {
  office = await layCounty()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const household = async (no: string) =>
  (await owner().query('SELECT * FROM household WHERE household_no = $1', [no])).rows[0] as Record<string, unknown>
const imported = async (ledger: SampleLedger) => {
  await bringIn(office, await checkedBatch(office, csvOf(ledger)))
  const numbers = ledger.rows.map((row) => row[ledger.heads.indexOf('户编号')] as string)
  // The largest first: an income is divided by no more people than belong to the household.
  const size = (no: string) => numbers.filter((each) => each === no).length
  return [...new Set(numbers)].sort((a, b) => size(b) - size(a))
}

describe('yearly ledgers', () => {
  const csv = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
    csvOf({ heads: [...heads], rows: rows.map((row) => [...row]), faults: [] })
  const idOf = async (no: string) => (await household(no)).id as string

  it('of income go in by item; sums and figures per head follow, and the same file again changes nothing', async () => {
    const [no = '', other = ''] = await imported(aLedger(20, 0, 61))
    const heads = [
      '户编号',
      '年度',
      '务工收入',
      '种植业收入',
      '种植业支出',
      '低保金',
      '工资性收入',
      '家庭纯收入',
      '家庭常住人口数',
      '人均纯收入',
    ]
    const file = csv(heads, [
      [no, '2025', '20000', '3000.50', '1000', '0', '20000', '22000.5', '3', '7333'],
      [other, '2024', '100', '', '', '', '', '', '2', ''],
    ])
    const id = await checkedBatch(office, file)
    expect(await batchOf(office, id)).toMatchObject({ kind: 'INCOMES', state: 'CHECKED', faultCount: 0, rowCount: 2 })
    await bringIn(office, id)
    const { rows } = await owner().query(`SELECT * FROM household_income WHERE household_id = $1 AND year = 2025`, [
      await idOf(no),
    ])
    expect(rows[0]).toMatchObject({
      items: { 'WAGE.WORK': 2_000_000, 'BUSINESS.CROPS': 300_050, 'COST.CROPS': 100_000 },
      wage_fen: '2000000',
      net_fen: '2200050',
      resident_members: 3,
      per_capita_income_fen: '733350',
    })
    expect(await household(no)).toMatchObject({ per_capita_income_fen: '733350', income_year: 2025 })
    const before = await registerImage()
    const again = await checkedBatch(office, file)
    expect(await batchOf(office, again)).toMatchObject({ comparison: { changed: 0, total: 0 } })
    await bringIn(office, again)
    expect(await registerImage()).toEqual(before)
    const changed = await checkedBatch(
      office,
      csv(heads.slice(0, 4).concat('家庭常住人口数'), [[no, '2025', '21000', '', '3']]),
    )
    await bringIn(office, changed)
    expect(await household(no)).toMatchObject({ per_capita_income_fen: '766683' })
    await takeBack(office, changed)
    expect(await registerImage()).toEqual(before)
  })

  it('of income without items go in by their groups, and give way to items once these are there', async () => {
    const [no = ''] = await imported(aLedger(9, 0, 66))
    const heads = ['户编号', '年度', '工资性收入', '转移性收入', '生产经营性支出', '家庭常住人口数']
    const file = csv(heads, [[no, '2025', '12000', '600.50', '300', '2']])
    const id = await checkedBatch(office, file)
    expect(await batchOf(office, id)).toMatchObject({ faultCount: 0, comparison: { changed: 1 } })
    await bringIn(office, id)
    const stored = async () =>
      (await owner().query('SELECT * FROM household_income WHERE household_id = $1 AND year = 2025', [await idOf(no)]))
        .rows[0]
    expect(await stored()).toMatchObject({
      items: null,
      wage_fen: '1200000',
      transfer_fen: '60050',
      cost_fen: '30000',
      net_fen: '1230050',
      per_capita_income_fen: '615025',
    })
    expect(await batchOf(office, await checkedBatch(office, file))).toMatchObject({ comparison: { total: 0 } })
    const { body } = await takeOut(office, { kind: 'INCOMES', query: `region=${(await household(no)).region_code}` })
    expect(await batchOf(office, await checkedBatch(office, body))).toMatchObject({
      faultCount: 0,
      comparison: { changed: 0, total: 0 },
    })
    await bringIn(
      office,
      await checkedBatch(office, csv(['户编号', '年度', '务工收入', '家庭常住人口数'], [[no, '2025', '9000', '2']])),
    )
    expect(await stored()).toMatchObject({ items: { 'WAGE.WORK': 900_000 }, wage_fen: '900000', net_fen: '900000' })
    const held = await checkedBatch(office, file)
    expect((await batchOf(office, held)).comparison?.fields).toMatchObject({ wage: { HELD: 1 } })
    await bringIn(office, held)
    expect(await stored()).toMatchObject({ items: { 'WAGE.WORK': 900_000 }, wage_fen: '900000', net_fen: '900000' })
  })

  it('of income are refused where sums, net income or figures per head do not come out, and for strangers', async () => {
    const [no = ''] = await imported(aLedger(3, 0, 62))
    const heads = [
      '户编号',
      '年度',
      '务工收入',
      '种植业收入',
      '种植业支出',
      '工资性收入',
      '家庭纯收入',
      '家庭常住人口数',
      '人均纯收入',
    ]
    const id = await checkedBatch(
      office,
      csv(heads, [
        [no, '2020', '20000', '3000', '1000', '21000', '', '2', ''],
        [no, '2021', '20000', '3000', '1000', '', '23000', '2', ''],
        [no, '2022', '20000', '3000', '1000', '', '', '2', '12000'],
        [no, '2023', '-5', '', '', '', '', '2', ''],
        [no, '2024', '', '', '', '', '', '2', ''],
        ['999999999', '2024', '5', '', '', '', '', '2', ''],
        [no, '2019', '5', '', '', '', '', '2', ''],
        [no, '2019', '5', '', '', '', '', '2', ''],
      ]),
    )
    const { faults, goodRows } = await batchOf(office, id)
    expect(faults.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '2 工资性收入 sumDiffers',
      '3 家庭纯收入 netDiffers',
      '4 人均纯收入 perCapitaDiffers',
      '5 务工收入 outOfRange',
      '6 户编号 nothingSaid',
      '7 户编号 householdUnknown',
      '9 户编号 rowTwiceInFile',
    ])
    expect(goodRows).toBe(1)
  })

  it('of living conditions go in by year and change only what they say', async () => {
    const [no = ''] = await imported(aLedger(3, 0, 63))
    const heads = [
      '户编号',
      '年度',
      '耕地面积（亩）',
      '入户路类型',
      '住房结构',
      '住房面积（平方米）',
      '是否通宽带',
      '饮水情况',
    ]
    await bringIn(
      office,
      await checkedBatch(office, csv(heads, [[no, '2025', '12.50', '03', '砖混', '80', '是', '净化自来水']])),
    )
    const id = await checkedBatch(office, csv(heads, [[no, '2025', '', '沥青路', '', '80.00', '否', '']]))
    expect(await batchOf(office, id)).toMatchObject({ kind: 'LIVING', comparison: { changed: 1, total: 2 } })
    await bringIn(office, id)
    const { rows } = await owner().query(`SELECT * FROM living_condition WHERE household_id = $1`, [await idOf(no)])
    expect(rows).toMatchObject([
      {
        year: 2025,
        arable_mu: '12.50',
        road_type: 'ASPHALT',
        house_structure: 'BRICK_CONCRETE',
        has_broadband: false,
        source: 'LEDGER',
        version: 2,
      },
    ])
  })

  it('of members change yearly values by identity number, keep the year before, and refuse strangers and years that are over', async () => {
    const ledger = aLedger(3, 0, 64)
    await imported(ledger)
    const at = (head: string) => ledger.heads.indexOf(head)
    const [row = [], second = []] = ledger.rows
    const heads = ['证件号码', '姓名', '数据年度', '务工区域', '务工时间', '是否参加职工医保', '是否享受低保']
    const line = (from: string[], ...rest: string[]) => [
      from[at('证件号码')] as string,
      from[at('姓名')] as string,
      ...rest,
    ]
    const one = await checkedBatch(office, csv(heads, [line(row, '2025', '省外', '10', '否', '是')]))
    expect(await batchOf(office, one)).toMatchObject({ kind: 'MEMBERS', faultCount: 0 })
    await bringIn(office, one)
    await bringIn(office, await checkedBatch(office, csv(heads, [line(row, '2026', '县内', '6', '否', '')])))
    const { rows } = await owner().query(
      `SELECT p.*, y.values AS before FROM person p JOIN person_year y ON y.person_id = p.id AND y.year = 2025
       JOIN membership m ON m.person_id = p.id JOIN household h ON h.id = m.household_id WHERE h.household_no = $1`,
      [row[at('户编号')]],
    )
    expect(rows).toMatchObject([
      {
        values_year: 2026,
        work_area: 'COUNTY',
        work_months: 6,
        subsistence: true,
        before: { workArea: 'OUTSIDE', workMonths: 10 },
      },
    ])
    const bad = await checkedBatch(
      office,
      csv(heads, [
        line(row, '2025', '省外', '9', '', ''),
        [`99079919500101001${checkDigit('99079919500101001')}`, '王一', '2026', '', '', '', '是'],
        line(second, '2026', '省外', '', '', ''),
      ]),
    )
    expect((await batchOf(office, bad)).faults.map(({ row: line_, code }) => `${line_} ${code}`)).toEqual([
      '2 yearPassed',
      '3 personUnknown',
      '4 workWithoutMonths',
    ])
  })
})
