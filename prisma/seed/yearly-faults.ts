import type { FaultCode } from '@/lib/transfer/schema'
import { cleanOf, type PlantedFault, plantInTurn } from './ledger-faults'
import type { Random } from './random'
import type { YearlyCells, YearlyKind, YearlyOptions } from './yearly-ledger'

interface Plant {
  code: FaultCode
  field: string
  /** Spoils the row; false when it does not suit. `earlier` is a clean row before it. */
  put(cells: YearlyCells, random: Random, earlier: YearlyCells): boolean
}

const say = (code: FaultCode, field: string, text: string, more: YearlyCells = {}): Plant => ({
  code,
  field,
  put(cells) {
    Object.assign(cells, { [field]: text }, more)
    return true
  },
})
const change = (code: FaultCode, field: string, how: (text: string) => string): Plant => ({
  code,
  field,
  put(cells) {
    const text = cells[field] ?? ''
    if (text === '') return false
    cells[field] = how(text)
    return cells[field] !== text
  },
})
const HOUSEHOLD_KEYS: readonly Plant[] = [
  say('required', 'householdNo', ' '),
  say('required', 'valuesYear', ''),
  say('notAYear', 'valuesYear', '去年'),
  say('outOfRange', 'valuesYear', '1999'),
  say('tooLong', 'householdNo', '9'.repeat(21)),
  {
    code: 'rowTwiceInFile',
    field: 'householdNo',
    put(cells, _, earlier) {
      cells.householdNo = earlier.householdNo as string
      cells.valuesYear = earlier.valuesYear as string
      return true
    },
  },
]

const PLANTS: Record<YearlyKind, readonly Plant[]> = {
  INCOMES: [
    ...HOUSEHOLD_KEYS,
    say('notANumber', 'WAGE.WORK', '约两万'),
    say('notANumber', 'TRANSFER.PENSION', '1.2E+3元'),
    say('outOfRange', 'BUSINESS.CROPS', '-300'),
    say('outOfRange', 'COST.CROPS', '99999999'),
    say('required', 'residentMembers', ''),
    say('outOfRange', 'residentMembers', '0'),
    say('notANumber', 'residentMembers', '2.5'),
    change('sumDiffers', 'wage', (text) => String(Number(text) + 1)),
    change('sumDiffers', 'transfer', (text) => (Number(text) + 0.01).toFixed(2)),
    change('netDiffers', 'net', (text) => (Number(text) - 0.5).toFixed(2)),
    change('perCapitaDiffers', 'perCapita', (text) => (Number(text) + 2).toFixed(2)),
    {
      code: 'nothingSaid',
      field: 'householdNo',
      put(cells) {
        for (const field of Object.keys(cells)) {
          if (!['householdNo', 'valuesYear', 'residentMembers'].includes(field)) cells[field] = ''
        }
        return true
      },
    },
  ],
  LIVING: [
    ...HOUSEHOLD_KEYS,
    say('unknownCode', 'roadType', '土石混合'),
    say('unknownCode', 'houseStructure', '木屋'),
    say('unknownCode', 'fuel', '05'),
    say('unknownCode', 'hasBroadband', '大概有'),
    say('unknownCode', 'houseGrade', 'E'),
    say('notANumber', 'arableMu', '五亩'),
    say('outOfRange', 'forestMu', '-1'),
    say('outOfRange', 'waterInterruptionDays', '400'),
    say('notANumber', 'waterFetchMinutes', '10.5'),
    say('notADate', 'appraisedOn', '2020-02-30'),
    say('outOfRange', 'renovatedYear', '1980'),
    say('tooLong', 'appraisedBy', '住建局'.repeat(40)),
    {
      code: 'nothingSaid',
      field: 'householdNo',
      put(cells) {
        for (const field of Object.keys(cells)) if (field !== 'householdNo' && field !== 'valuesYear') cells[field] = ''
        return true
      },
    },
  ],
  MEMBERS: [
    change('idCheckDigit', 'idNumber', (text) => text.slice(0, 17) + (text.endsWith('0') ? '1' : '0')),
    change('idLength', 'idNumber', (text) => text.slice(1)),
    change('idScientific', 'idNumber', (text) => `${text[0]}.${text.slice(1, 6)}E+17`),
    say('required', 'idNumber', ''),
    say('required', 'name', '\t'),
    say('notAYear', 'valuesYear', '二〇二六'),
    say('unknownCode', 'labour', '能干活'),
    say('unknownCode', 'subsistence', '部分'),
    say('educationAndSchooling', 'schooling', '小学', { education: '初中' }),
    say('healthContradicts', 'health', '健康、残疾', { disabilityCard: '' }),
    say('workWithoutMonths', 'workMonths', '', { workArea: '省外' }),
    say('monthsWithoutWork', 'workArea', '', { workMonths: '6' }),
    say('outOfRange', 'workMonths', '13', { workArea: '省外' }),
    say('badCard', 'disabilityCard', '残疾四级'),
    {
      code: 'cardOfOther',
      field: 'disabilityCard',
      put(cells, _, earlier) {
        cells.disabilityCard = `${earlier.idNumber}43`
        return true
      },
    },
    {
      code: 'idTwiceInFile',
      field: 'idNumber',
      put(cells, _, earlier) {
        cells.idNumber = earlier.idNumber as string
        cells.disabilityCard = ''
        return true
      },
    },
    say('tooLong', 'employer', '有限公司'.repeat(30)),
  ],
}

/** Plants faults into clean rows, at most one in each, of every kind in turn. The first twentieth stays clean to copy from. */
export function plantYearlyFaults(
  { kind, faults: count, sheet }: YearlyOptions,
  rows: readonly YearlyCells[],
  heads: Readonly<Record<string, string>>,
  random: Random,
): PlantedFault[] {
  const clean = cleanOf(rows)
  return plantInTurn(random.shuffled(rows.map((_, at) => at).slice(clean)), count, PLANTS[kind], (plant, index) => {
    const earlier = rows[random.int(0, clean - 1)] as YearlyCells
    if (!plant.put(rows[index] as YearlyCells, random, earlier)) return null
    return { sheet, row: index + 2, column: heads[plant.field] as string, code: plant.code }
  })
}
