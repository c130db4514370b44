import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, it, vi } from 'vitest'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { Ledger } from '@/lib/transfer/rules/ledger'
import { FileFault, type LedgerContext, type LedgerPlan, type SheetRow } from '@/lib/transfer/schema'
import { readRegions } from '@/prisma/catalogue/read'
import { CSV_SHEET, csvOf, SAMPLE_SHEET, type SampleLedger, sampleLedger } from '@/prisma/seed/sample-ledger'

const TODAY = '2026-11-23'
vi.setConfig({ testTimeout: 60_000 })
const regions = [...readRegions('regions-1307.csv'), ...readRegions('regions-130799.csv')]
const names = new Map(regions.map((region) => [region.code, region.name]))
const context: LedgerContext = {
  today: TODAY,
  isDemo: true,
  countyCode: '130799',
  countyName: '青岭县',
  villages: regions
    .filter((region) => region.level === 'VILLAGE' && region.code.startsWith('130799'))
    .map(({ code, name, parentCode }) => ({ code, name, townshipName: names.get(parentCode ?? '') ?? '' })),
}

function sample(faults: number, households = 3000, seed = 5, sheet = CSV_SHEET): SampleLedger {
  return sampleLedger({
    households,
    county: '130799',
    regions,
    today: TODAY,
    faults,
    seed,
    sheet,
    warningLineYuan: 7800,
    exitLineYuan: 5200,
  })
}

async function check(bytes: Buffer, changes: Partial<LedgerContext> = {}): Promise<LedgerPlan> {
  const ledger = new Ledger({ ...context, ...changes })
  for await (const row of openLedger(bytes)) ledger.add(row)
  return ledger.finish()
}

function checkRows(rows: string[][]): LedgerPlan {
  const ledger = new Ledger(context)
  for (const [index, cells] of rows.entries()) ledger.add({ sheet: 'S', row: index + 1, cells } satisfies SheetRow)
  return ledger.finish()
}

async function xlsx({ heads, rows }: SampleLedger): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('说明').addRow(['填表说明'])
  const sheet = workbook.addWorksheet(SAMPLE_SHEET)
  for (const row of [heads, ...rows]) sheet.addRow(row)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const place = (fault: { sheet: string; row: number; column: string; code: string }) =>
  `${fault.sheet}!${fault.row} ${fault.column} ${fault.code}`

describe('a household ledger', () => {
  it.each([1, 2, 3, 4, 5, 6])('without faults gives none (seed %i)', async (seed) => {
    const ledger = sample(0, 2000, seed)
    const plan = await check(Buffer.from(csvOf(ledger)))
    expect(plan.faults).toEqual([])
    expect(plan.rowCount).toBe(ledger.rows.length)
    expect(plan.goodRows).toBe(ledger.rows.length)
    expect(plan.households.length).toBe(2000)
    expect(plan.ignoredHeads).toEqual(['序号'])
  })

  it.each([200, 2000])('with %i planted faults has every one named and none invented', async (count) => {
    const ledger = sample(count)
    const plan = await check(Buffer.from(csvOf(ledger)))
    expect(plan.faults.map(place).sort()).toEqual(ledger.faults.map(place).sort())
    expect(plan.badHouseholds).toBeLessThanOrEqual(count)
    expect(plan.households.length + plan.badHouseholds).toBe(3000)
  })

  it('is the same in UTF-8, UTF-8 with mark, GB18030 and XLSX', async () => {
    const text = csvOf(sample(60, 600))
    const plain = await check(Buffer.from(text))
    expect(plain.faults.length).toBe(60)
    expect(await check(Buffer.from(`\ufeff${text}`))).toEqual(plain)
    expect(await check(iconv.encode(text, 'gb18030'))).toEqual(plain)
    expect(await check(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(plain)
    const book = await check(await xlsx(sample(60, 600, 5, SAMPLE_SHEET)))
    const onSheet = JSON.parse(JSON.stringify(plain).replaceAll(`"sheet":"${CSV_SHEET}"`, `"sheet":"${SAMPLE_SHEET}"`))
    expect(JSON.parse(JSON.stringify(book))).toEqual(onSheet)
  })

  it('is read with its columns in any order', async () => {
    const ledger = sample(40, 500)
    const order = ledger.heads.map((_, index) => index).reverse()
    const turned = {
      ...ledger,
      heads: order.map((at) => ledger.heads[at] as string),
      rows: ledger.rows.map((row) => order.map((at) => row[at] as string)),
    }
    const plan = await check(Buffer.from(csvOf(turned)))
    expect(plan.faults.map(place).sort()).toEqual(ledger.faults.map(place).sort())
  })

  it('shows no whole identity number, phone, account or name of a faulty cell', async () => {
    const plan = await check(Buffer.from(csvOf(sample(2000))))
    for (const fault of plan.faults) {
      expect(fault.value).not.toMatch(/\d{11}/)
      if (fault.column === '姓名') expect(fault.value.slice(1)).toMatch(/^\**$/)
    }
  })

  it('takes real numbers in a real installation only, and fictitious ones in a demo only', async () => {
    const bytes = Buffer.from(csvOf(sample(0, 20)))
    const real = await check(bytes, { isDemo: false })
    expect(new Set(real.faults.map((fault) => fault.code))).toEqual(new Set(['idFictitiousInReal']))
    expect(real.households).toEqual([])
  })

  it('answers the same for a village of another township and for one that does not exist', async () => {
    const bytes = Buffer.from(csvOf(sample(0, 300)))
    const mine = context.villages.filter((village) => village.code.startsWith('130799104'))
    const plan = await check(bytes, { villages: mine })
    expect(plan.faults.length).toBeGreaterThan(100)
    expect(new Set(plan.faults.map((fault) => fault.code))).toEqual(new Set(['unknownVillage']))
    expect(plan.households.every((household) => household.regionCode.startsWith('130799104'))).toBe(true)
  })

  it('reads codes as well as labels, other names of heads, months and marks', () => {
    const plan = checkRows([
      ['青岭县农户台账'],
      [],
      [
        '户编码',
        '行政区划代码',
        '姓 名',
        '公民身份号码',
        '与户主的关系',
        '健康状况',
        '贫困户属性',
        '脱贫状态',
        '识别时间',
        '2025年人均纯收入(元)',
        '出生年月',
      ],
      [
        '1001',
        '130799104201',
        '王守田',
        '990799194901010319',
        '01',
        '02、04',
        '02',
        '1',
        '2014年12月',
        '6,180.50',
        '1949.01',
      ],
      [
        '1001',
        '130799104201',
        '李桂兰',
        '９９０７９９１９５６０８２５００２７',
        '02配偶',
        '健康',
        '',
        '',
        '',
        '',
        '195608',
      ],
    ])
    expect(plan.faults).toEqual([])
    expect(plan.households[0]).toMatchObject({
      householdNo: '1001',
      regionCode: '130799104201',
      said: {
        householdType: 'POOR_SUBSISTENCE',
        povertyStatus: 'EXITED',
        identifiedOn: '2014-12-01',
        incomePerCapita: 618050,
      },
      incomeYear: 2025,
    })
    expect(plan.households[0]?.members.map((member) => [member.name, member.relation, member.said.health])).toEqual([
      ['王守田', 'HEAD', ['CHRONIC', 'DISABLED']],
      ['李桂兰', 'SPOUSE', ['HEALTHY']],
    ])
  })

  it('takes of monitored types those that the county may decide for the status', () => {
    const codes = (type: string, status: string) => {
      const heads = ['户编号', '行政区划代码', '姓名', '证件号码', '与户主关系', '户类型', '脱贫属性', '监测对象类别']
      const row = ['1001', '130799104201', '王守田', '990799194901010319', '户主', '一般贫困户', status, type]
      return checkRows([heads, row]).faults.map(({ column, code }) => `${column} ${code}`)
    }
    expect(codes('脱贫不稳定户', '已脱贫')).toEqual([])
    expect(codes('脱贫不稳定户', '未脱贫')).toEqual(['监测对象类别 typeContradicts'])
    expect(codes('边缘易致贫户', '已脱贫')).toEqual(['监测对象类别 typeContradicts'])
    expect(codes('突发严重困难户', '未脱贫')).toEqual([])
  })

  it('is refused whole when it is no ledger', async () => {
    const refused = async (bytes: Buffer | string) => {
      try {
        await check(Buffer.from(bytes as string))
        return 'taken'
      } catch (error) {
        return error instanceof FileFault ? error.code : String(error)
      }
    }
    const heads = sample(0, 1).heads
    expect(await refused('')).toBe('fileEmpty')
    expect(await refused('a,b,c\n1,2,3\n')).toBe('headsMissing')
    expect(await refused(`${heads.filter((head) => head !== '户编号').join(',')}\n`)).toBe('headsMissing')
    expect(await refused(`${[...heads, '姓名'].join(',')}\n`)).toBe('headTwiceInSheet')
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('fileOldExcel')
    expect(await refused(Buffer.from('PK\u0003\u0004 and nothing more'))).toBe('fileNotASheet')
    expect(await refused(Buffer.from([0x61, 0, 0, 0, 1, 2]))).toBe('fileNotASheet')
    expect(await refused(Buffer.concat([Buffer.from('姓名,'), Buffer.from([0xff, 0xff, 0xff])]))).toBe('fileEncoding')
    expect(await refused(`${heads.join(',')}\n"never closed`)).toBe('fileNotASheet')
  })
})
