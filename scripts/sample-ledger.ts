import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { warningLine } from '@/lib/parameters/rules'
import { dayOf, now } from '@/lib/platform/clock'
import { readParameters, readRegions } from '@/prisma/catalogue/read'
import { CSV_SHEET, csvOf, SAMPLE_SHEET, type SampleLedger, sampleLedger } from '@/prisma/seed/sample-ledger'
import { program, Refusal, say } from './words.mjs'

const usage = () =>
  new Refusal(
    '用法：npm run sample-ledger -- --households 20000 --county 130799 --out 文件.csv|文件.xlsx [--faults 200] [--seed 1] [--encoding gb18030]',
    'Usage: npm run sample-ledger -- --households 20000 --county 130799 --out FILE.csv|FILE.xlsx [--faults 200] [--seed 1] [--encoding gb18030]',
  )

async function writeXlsx(file: string, { heads, rows }: SampleLedger): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: createWriteStream(file), useSharedStrings: false })
  const sheet = workbook.addWorksheet(SAMPLE_SHEET)
  sheet.addRow(heads).commit()
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === '' ? null : cell))).commit()
  sheet.commit()
  await workbook.commit()
}

await program(async () => {
  const { values } = parseArgs({
    options: {
      households: { type: 'string', default: '1000' },
      county: { type: 'string', default: '130799' },
      out: { type: 'string' },
      faults: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      encoding: { type: 'string', default: 'utf-8' },
    },
  })
  const [households, faults, seed] = [values.households, values.faults, values.seed].map(Number) as [
    number,
    number,
    number,
  ]
  const kind = path.extname(values.out ?? '')
  const isBad = ![households, faults, seed].every(Number.isInteger) || households < 1 || faults < 0
  if (isBad || !['.csv', '.xlsx'].includes(kind) || !['utf-8', 'gb18030'].includes(values.encoding)) throw usage()
  const out = values.out as string
  const today = dayOf(now())
  const line = warningLine(readParameters(), `${values.county}000000`, today)
  const ledger = sampleLedger({
    households,
    county: values.county,
    regions: [...readRegions('regions-1307.csv'), ...readRegions('regions-130799.csv')],
    today,
    faults,
    seed,
    sheet: kind === '.csv' ? CSV_SHEET : SAMPLE_SHEET,
    warningLineYuan: line?.yuan ?? 7800,
    exitLineYuan: line?.base ?? 5200,
  })
  if (kind === '.xlsx') await writeXlsx(out, ledger)
  else {
    const text = csvOf(ledger)
    await writeFile(out, values.encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : `\ufeff${text}`)
  }
  await writeFile(`${out}.faults.json`, `${JSON.stringify(ledger.faults, null, 1)}\n`)
  say(
    `已写出 ${households} 户 ${ledger.rows.length} 人，问题 ${ledger.faults.length} 处：${out}`,
    `Wrote ${households} households, ${ledger.rows.length} persons, ${ledger.faults.length} faults to ${out}`,
  )
})
