import {
  INCOME_ITEM_HEADS,
  INCOME_OTHERS,
  INCOME_SUMS,
  LIVING_COLUMNS,
  YEARLY_KEYS,
} from '@/prisma/catalogue/ledger-kinds'
import { LEDGER_CODES, LEDGER_COLUMNS } from '@/prisma/catalogue/ledger-layout'
import type { LedgerCode } from '@/prisma/catalogue/register-codes'
import { label } from './ledger-rows'
import { inventHousehold, type SamplePerson } from './people'
import { type Random, random } from './random'
import type { SampleLedger } from './sample-ledger'
import { plantYearlyFaults } from './yearly-faults'

export type YearlyKind = 'INCOMES' | 'LIVING' | 'MEMBERS'
export type YearlyCells = Record<string, string>

export interface YearlyOptions {
  kind: YearlyKind
  rows: number
  seed: number
  faults: number
  sheet: string
  today: string
}

const WARNING_LINE = 7800
const EXIT_LINE = 5200
const ITEMS = [
  'WAGE.WORK',
  'WAGE.VILLAGE_POST',
  'BUSINESS.CROPS',
  'PROPERTY.LAND',
  'TRANSFER.PENSION',
  'TRANSFER.SOIL',
  'COST.CROPS',
]
const head = (heads: readonly string[]) => heads[0] as string
const itemHead = (item: string) => head(INCOME_ITEM_HEADS.find(([value]) => value === item)?.[1] ?? [])

const keys = { householdNo: head(YEARLY_KEYS.householdNo.heads), valuesYear: head(YEARLY_KEYS.valuesYear.heads) }
/** Columns of each kind of sample, by field; the texts are the heads. */
export const YEARLY_HEADS: Record<YearlyKind, Readonly<Record<string, string>>> = {
  INCOMES: {
    ...keys,
    ...Object.fromEntries(ITEMS.map((item) => [item, itemHead(item)])),
    wage: head(INCOME_SUMS.wage.heads),
    transfer: head(INCOME_SUMS.transfer.heads),
    net: head(INCOME_SUMS.net.heads),
    residentMembers: head(INCOME_OTHERS.residentMembers.heads),
    perCapita: `${head(INCOME_SUMS.perCapita.heads)}（元）`,
  },
  LIVING: {
    ...keys,
    ...Object.fromEntries(Object.entries(LIVING_COLUMNS).map(([field, { heads }]) => [field, head(heads)])),
  },
  MEMBERS: Object.fromEntries(
    (
      [
        ...['idNumber', 'name', 'valuesYear', 'education', 'schooling', 'health', 'labour', 'workArea', 'workMonths'],
        ...['residentMedical', 'subsistence', 'disabilityCard', 'employer'],
      ] as (keyof typeof LEDGER_COLUMNS)[]
    ).map((field) => [field, head(LEDGER_COLUMNS[field].heads)]),
  ),
}

/** A ledger of a year of invented households or people, with known faults. The same options give the same ledger. */
export function yearlyLedger(options: YearlyOptions): SampleLedger {
  const chance = random(options.seed)
  const rows = options.kind === 'MEMBERS' ? memberRows(options, chance) : householdRows(options, chance)
  const heads = YEARLY_HEADS[options.kind]
  const faults = plantYearlyFaults(options, rows, heads, random(options.seed + 1))
  return {
    heads: Object.values(heads),
    rows: rows.map((cells) => Object.keys(heads).map((field) => cells[field] ?? '')),
    faults,
  }
}

function householdRows({ kind, rows, seed }: YearlyOptions, chance: Random): YearlyCells[] {
  return Array.from({ length: rows }, (_, index) => {
    const cells = { householdNo: `1307991042${seed % 10}${String(index).padStart(7, '0')}`, valuesYear: '2025' }
    return kind === 'INCOMES' ? { ...cells, ...incomeCells(chance) } : { ...cells, ...livingCells(chance) }
  })
}

function incomeCells(chance: Random): YearlyCells {
  const fen = Object.fromEntries(ITEMS.map((item) => [item, chance.chance(0.7) ? chance.int(1, 3_000_000) : 0]))
  const sum = (group: string) =>
    ITEMS.filter((item) => item.startsWith(group)).reduce((all, item) => all + (fen[item] as number), 0)
  const net = sum('WAGE') + sum('BUSINESS') + sum('PROPERTY') + sum('TRANSFER') - sum('COST')
  const residents = chance.int(1, 7)
  return {
    ...Object.fromEntries(
      ITEMS.map((item) => [item, fen[item] === 0 && chance.chance(0.5) ? '' : yuan(fen[item] as number)]),
    ),
    wage: yuan(sum('WAGE')),
    transfer: chance.chance(0.8) ? yuan(sum('TRANSFER')) : '',
    net: yuan(net),
    residentMembers: String(residents),
    perCapita: yuan(Math.round(net / residents)),
    // One item is always there, so that every row says something.
    'WAGE.WORK': yuan(fen['WAGE.WORK'] as number),
  }
}

function livingCells(chance: Random): YearlyCells {
  const area = () => (chance.chance(0.8) ? (chance.int(0, 4000) / 100).toFixed(2) : '')
  const flag = () => chance.one(['是', '否', ''])
  const code = (group: 'roadType' | 'houseStructure' | 'waterSource' | 'fuel' | 'houseGrade') =>
    chance.one<LedgerCode>(LEDGER_CODES[group]).labels[0] as string
  return {
    arableMu: area() || '1.5',
    irrigatedMu: area(),
    forestMu: area(),
    returnedForestMu: area(),
    orchardMu: area(),
    grasslandMu: area(),
    waterSurfaceMu: area(),
    roadType: code('roadType'),
    roadKm: area(),
    houseAreaM2: String(chance.int(20, 200)),
    houseStructure: code('houseStructure'),
    houseGrade: code('houseGrade'),
    appraisedOn: chance.one(['2019-05-06', '2020年3月1日', '20210704', '']),
    appraisedBy: chance.one(['县住建局', '']),
    renovatedYear: chance.one(['2018', '2019', '']),
    hasElectricity: flag(),
    hasProductionPower: flag(),
    hasBroadcast: flag(),
    hasBroadband: flag(),
    waterSource: code('waterSource'),
    isWaterHard: flag(),
    isWaterSafe: flag(),
    waterLitresPerDay: String(chance.int(15, 80)),
    waterFetchMinutes: String(chance.int(0, 60)),
    waterInterruptionDays: String(chance.int(0, 40)),
    hasSanitaryToilet: flag(),
    fuel: code('fuel'),
    inCooperative: flag(),
    byLeadingFirm: flag(),
    byLocalLeader: flag(),
  }
}

function memberRows({ rows, today }: YearlyOptions, chance: Random): YearlyCells[] {
  const settings = {
    random: chance,
    today,
    usedIds: new Set<string>(),
    sequences: [100, 999] as const,
    warningLineYuan: WARNING_LINE,
    exitLineYuan: EXIT_LINE,
  }
  const people: SamplePerson[] = []
  while (people.length < rows) people.push(...inventHousehold(settings, { status: 'EXITED', monitored: null }).members)
  return people.slice(0, rows).map((person) => ({
    idNumber: person.idNumber,
    name: person.name,
    valuesYear: '2026',
    education: label('education', person.education),
    schooling: label('schooling', person.schooling),
    health: person.health.map((each) => label('health', each)).join('、'),
    labour: label('labour', person.labour),
    workArea: label('workArea', person.workArea),
    workMonths: person.workMonths === null ? '' : String(person.workMonths),
    residentMedical: person.medicalInsured ? '是' : '否',
    subsistence: chance.one(['是', '否']),
    disabilityCard: person.health.includes('DISABLED') ? `${person.idNumber}43` : '',
    employer: person.workArea ? chance.one(['青岭建材厂', '']) : '',
  }))
}

function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
}
