import {
  INCOME_ITEM_HEADS,
  INCOME_OTHERS,
  INCOME_SUMS,
  LIVING_COLUMNS,
  MEMBER_FIELDS,
  YEARLY_KEYS,
} from '@/prisma/catalogue/ledger-kinds'
import { LEDGER_COLUMNS } from '@/prisma/catalogue/ledger-layout'
import { type Column, type LedgerKind, type Shape, shapes } from './column'
import { HOUSEHOLD_COLUMNS, LOWEST_NET, MARK_LENGTH } from './household-columns'

const { text, code, number, day, year, flag, yuan } = shapes
const FIRST_YEAR = 2013
const SIGNED = new Set(['net', 'perCapita'])

const area = number(0, 100_000, 2)
const LIVING_SHAPES: Record<keyof typeof LIVING_COLUMNS, Shape> = {
  arableMu: area,
  irrigatedMu: area,
  forestMu: area,
  returnedForestMu: area,
  orchardMu: area,
  grasslandMu: area,
  waterSurfaceMu: area,
  roadType: code('roadType'),
  roadKm: number(0, 999, 2),
  houseAreaM2: number(0, 99_999, 2),
  houseStructure: code('houseStructure'),
  houseGrade: code('houseGrade'),
  appraisedOn: day(),
  appraisedBy: text(80),
  renovatedYear: year(2000),
  hasElectricity: flag,
  hasProductionPower: flag,
  hasBroadcast: flag,
  hasBroadband: flag,
  waterSource: code('waterSource'),
  isWaterHard: flag,
  isWaterSafe: flag,
  waterLitresPerDay: number(0, 1_000),
  waterFetchMinutes: number(0, 1_440),
  waterInterruptionDays: number(0, 366),
  hasSanitaryToilet: flag,
  fuel: code('fuel'),
  inCooperative: flag,
  byLeadingFirm: flag,
  byLocalLeader: flag,
}

const keys: readonly Column[] = [
  { field: 'householdNo', ...YEARLY_KEYS.householdNo, shape: text(20), place: null },
  { field: 'valuesYear', ...YEARLY_KEYS.valuesYear, shape: year(FIRST_YEAR), place: null },
  { field: 'headName', ...YEARLY_KEYS.headName, shape: text(60), place: null },
]
const mark: Column = {
  field: 'registerMark',
  ...LEDGER_COLUMNS.registerMark,
  shape: text(MARK_LENGTH),
  place: null,
}

const living: readonly Column[] = (Object.keys(LIVING_COLUMNS) as (keyof typeof LIVING_COLUMNS)[]).map((field) => ({
  field,
  ...LIVING_COLUMNS[field],
  shape: LIVING_SHAPES[field],
  place: { table: 'living_condition', column: snake(field) },
}))

const incomes: readonly Column[] = [
  ...INCOME_ITEM_HEADS.map(
    ([item, heads]): Column => ({
      field: item,
      heads,
      required: false,
      shape: yuan(0),
      place: { table: 'household_income', column: `items/${item}` },
    }),
  ),
  ...Object.entries(INCOME_SUMS).map(
    ([field, heads]): Column => ({ field, ...heads, shape: yuan(SIGNED.has(field) ? LOWEST_NET : 0), place: null }),
  ),
  {
    field: 'residentMembers',
    ...INCOME_OTHERS.residentMembers,
    shape: number(1, 60),
    place: { table: 'household_income', column: 'resident_members' },
  },
  {
    field: 'claims',
    ...INCOME_OTHERS.claims,
    shape: yuan(0),
    place: { table: 'household_income', column: 'claims_fen' },
  },
  {
    field: 'selfPaid',
    ...INCOME_OTHERS.selfPaid,
    shape: yuan(0),
    place: { table: 'household_income', column: 'self_paid_fen' },
  },
]

const members: readonly Column[] = MEMBER_FIELDS.map((field) => {
  const column = HOUSEHOLD_COLUMNS.find((each) => each.field === field) as Column
  return { ...column, required: field === 'idNumber' || field === 'name' }
})

const COLUMNS: Readonly<Record<LedgerKind, readonly Column[]>> = {
  HOUSEHOLDS: HOUSEHOLD_COLUMNS,
  INCOMES: [...keys, ...incomes, mark],
  LIVING: [...keys, ...living, mark],
  MEMBERS: members,
}

/** The columns of a kind of ledger in the order in which they are written; imports and exports share them. */
export function ledgerColumns(kind: LedgerKind): readonly Column[] {
  return COLUMNS[kind]
}

const BY_FIELD = new Map(
  (Object.keys(COLUMNS) as LedgerKind[]).map((kind) => [
    kind,
    new Map(COLUMNS[kind].map((column) => [column.field, column])),
  ]),
)

export function columnOf(kind: LedgerKind, field: string): Column | undefined {
  return BY_FIELD.get(kind)?.get(field)
}

function snake(field: string): string {
  return field.replace(/M2$/, '_m2').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
