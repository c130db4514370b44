import { workFault } from '@/lib/households/catalogue/consistency/labour'
import { schoolingFault } from '@/lib/households/catalogue/consistency/schooling'
import { healthContradicts } from '@/lib/households/catalogue/consistency/structure'
import type { FaultCode, LedgerContext, LedgerField, LedgerMember, SheetRow } from '../schema'
import {
  type Cell,
  readBankAccount,
  readCode,
  readCodes,
  readDay,
  readEthnicity,
  readId,
  readNumber,
  readPhone,
  readText,
  readYear,
} from './cells'
import type { Heads } from './heads'
import type { PlaceFinder } from './places'

/** What one row says about its household; undefined = not said. */
export interface HouseholdPart {
  regionCode?: string
  groupName?: string
  address?: string
  householdType?: string
  povertyStatus?: string
  identifiedOn?: string
  exitYear?: number
  mainCause?: string
  monitoredType?: string
  risks?: string[]
  housingGrade?: string
  householdSize?: number
  incomeFen?: number
  phone?: string
  bankName?: string
  bankAccount?: string
}

export interface ReadRow {
  householdNo: string | null
  member: LedgerMember
  part: HouseholdPart
  /** Fields whose cell was refused in this row. */
  refused: Set<LedgerField>
}

export type Report = (field: LedgerField, code: FaultCode, params?: Record<string, string | number>) => void

const EARLIEST_YEAR = 2014

/** Reads one row of the ledger cell by cell; every refused cell is reported. */
export function readRow(
  row: SheetRow,
  heads: Heads,
  context: LedgerContext,
  find: PlaceFinder,
  report: Report,
): ReadRow {
  const refused = new Set<LedgerField>()
  const text = (field: LedgerField) => {
    const at = heads.at[field]
    return at === undefined ? '' : (row.cells[at] ?? '').trim()
  }
  const refuse: Report = (field, code, params) => {
    refused.add(field)
    report(field, code, params)
  }
  function read<T>(field: LedgerField, reader: (raw: string) => Cell<T>): T | undefined {
    const raw = text(field)
    if (raw === '') return undefined
    const cell = reader(raw)
    if ('value' in cell) return cell.value
    refuse(field, cell.code, cell.params)
    return undefined
  }
  function must<T>(field: LedgerField, reader: (raw: string) => Cell<T>): T | undefined {
    if (text(field) === '') {
      refuse(field, 'required')
      return undefined
    }
    return read(field, reader)
  }
  const year = Number(context.today.slice(0, 4))

  const householdNo = must('householdNo', (raw) => readText(raw, 20)) ?? null
  const name = must('name', (raw) => readText(raw, 60)) ?? ''
  const relation = must('relation', (raw) => readCode('relation', raw)) ?? ''
  const id = must('idNumber', (raw) => readId(raw, context.today, context.isDemo))
  const sex = read('sex', (raw) => readCode('sex', raw))
  if (id && sex && sex !== id.sex) refuse('sex', 'sexDiffers')
  const birthDate = read('birthDate', (raw) => readDay(raw, true))
  if (id && birthDate && !agrees(birthDate, id.birthDate, text('birthDate'))) refuse('birthDate', 'birthDateDiffers')

  const education = read('education', (raw) => readCode('education', raw))
  const schoolingCode = read('schooling', (raw) => readCode('schooling', raw))
  const schooling = schoolingCode === 'NOT_AT_SCHOOL' ? undefined : schoolingCode
  const said = { education: education ?? null, schooling: schooling ?? null }
  if (schoolingFault(said) === 'both') refuse('schooling', 'educationAndSchooling')
  const health = read('health', (raw) => readCodes('health', raw))
  if (health && healthContradicts(health)) refuse('health', 'healthContradicts')
  const workArea = read('workArea', (raw) => readCode('workArea', raw))
  const workMonths = read('workMonths', (raw) => readNumber(raw, 0, 12, 0))
  const missing = workFault({ workArea: workArea ?? null, workMonths: workMonths ?? null })
  if (missing === 'months' && !refused.has('workMonths') && heads.at.workMonths !== undefined) {
    refuse('workMonths', 'workWithoutMonths')
  }
  if (missing === 'place' && !refused.has('workArea') && heads.at.workArea !== undefined) {
    refuse('workArea', 'monthsWithoutWork')
  }
  const insured = read('residentMedical', (raw) => readCode('residentMedical', raw))

  const part: HouseholdPart = {
    regionCode: readPlace(text, find, heads, refuse),
    groupName: read('groupName', (raw) => readText(raw, 40)) ?? read('naturalVillage', (raw) => readText(raw, 40)),
    address: read('address', (raw) => readText(raw, 120)),
    householdType: read('householdType', (raw) => readCode('householdType', raw)),
    povertyStatus: read('povertyStatus', (raw) => readCode('povertyStatus', raw)),
    identifiedOn: read('identifiedOn', (raw) => readDay(raw, true)),
    exitYear: read('exitYear', (raw) => readYear(raw, EARLIEST_YEAR, year)),
    mainCause: read('mainCause', (raw) => readCode('mainCause', raw)),
    monitoredType: read('monitoredType', (raw) => readCode('monitoredType', raw)),
    risks: read('riskTypes', (raw) => readCodes('riskTypes', raw)),
    housingGrade: read('houseGrade', (raw) => readCode('houseGrade', raw)),
    householdSize: read('householdSize', (raw) => readNumber(raw, 1, 40, 0)),
    incomeFen: read('incomePerCapita', (raw) => readYuan(raw)),
    phone: read('phone', readPhone),
    bankName: read('bankName', (raw) => readText(raw, 60)),
    bankAccount: read('bankAccount', readBankAccount),
  }
  const member: LedgerMember = {
    sheet: row.sheet,
    row: row.row,
    isBad: false,
    idColumn: heads.texts[heads.at.idNumber as number] ?? '',
    placeColumn: heads.texts[heads.at.villageName ?? heads.at.regionCode ?? -1] ?? '',
    personNo: read('personNo', (raw) => readText(raw, 20)) ?? null,
    name,
    idNumber: id?.idNumber ?? '',
    sex: id?.sex ?? 'M',
    birthDate: id?.birthDate ?? '',
    relation,
    ethnicity: read('ethnicity', readEthnicity) ?? null,
    politicalStatus: read('politicalStatus', (raw) => readCode('politicalStatus', raw)) ?? null,
    education: education ?? null,
    schooling: schooling ?? null,
    health: health ?? null,
    labour: read('labour', (raw) => readCode('labour', raw)) ?? null,
    workArea: workArea ?? null,
    workMonths: workMonths ?? null,
    medicalInsured: insured === undefined ? null : insured === 'true',
  }
  member.isBad = refused.size > 0
  return { householdNo, member, part, refused }
}

function readPlace(text: (field: LedgerField) => string, find: PlaceFinder, heads: Heads, refuse: Report) {
  const field = heads.at.villageName !== undefined ? 'villageName' : 'regionCode'
  if (text('villageName') === '' && text('regionCode') === '') {
    refuse(field, 'required')
    return undefined
  }
  const code = find({
    regionCode: text('regionCode'),
    countyName: text('countyName'),
    townshipName: text('townshipName'),
    villageName: text('villageName'),
  })
  if (code === null) refuse(field, 'unknownVillage')
  return code ?? undefined
}

function readYuan(raw: string): Cell<number> {
  const cell = readNumber(raw, -1_000_000, 10_000_000, 2)
  return 'value' in cell ? { value: Math.round(cell.value * 100) } : cell
}

function agrees(written: string, birthDate: string, raw: string): boolean {
  const isMonth = raw.replace(/\D/g, '').length <= 6
  return isMonth ? written.slice(0, 7) === birthDate.slice(0, 7) : written === birthDate
}
