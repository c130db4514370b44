import { againstNumber } from '@/lib/households/catalogue/consistency/identity'
import { workFault } from '@/lib/households/catalogue/consistency/labour'
import { schoolingFault } from '@/lib/households/catalogue/consistency/schooling'
import { healthContradicts } from '@/lib/households/catalogue/consistency/structure'
import { readMark } from '@/lib/households/catalogue/ledgers/mark'
import { isCauseTwice, MOST_OTHER_CAUSES } from '@/lib/households/rules/causes'
import type { FaultCode, Heads, LedgerContext, LedgerMember, SheetRow } from '../schema'
import { readCell, readId } from './cells'
import type { PlaceFinder } from './places'

export interface ReadRow {
  householdNo: string | null
  member: LedgerMember
  /** What the row says about its household, by field. */
  part: Record<string, unknown>
  /** Fields whose cell was refused in this row. */
  refused: Set<string>
}

export type Report = (field: string, code: FaultCode, params?: Record<string, string | number>) => void

/** Needed in every row; the other required columns may be filled once in a household. */
const IN_EVERY_ROW = new Set(['householdNo', 'name', 'relation', 'idNumber'])
const OF_A_PLACE = new Set(['regionCode', 'provinceName', 'cityName', 'countyName', 'townshipName', 'villageName'])
const MASKED = /\*{2,}/
const CARD_WITHOUT_KIND = 18

/** The readable cells of a row by field; every refused cell is reported. What an export has masked says nothing. */
export function readSaid(
  row: SheetRow,
  heads: Heads,
  { today, isDemo }: Pick<LedgerContext, 'today' | 'isDemo'>,
  isNeeded: (field: string) => boolean,
  refuse: Report,
) {
  const mark = readMark(row.cells[heads.at.registerMark ?? -1] ?? '')
  const said: Record<string, unknown> = {}
  let id: { idNumber: string; sex: 'M' | 'F'; birthDate: string } | null = null
  for (const { column, index } of heads.read) {
    const { field, shape } = column
    const raw = (row.cells[index] ?? '').trim()
    if (mark && MASKED.test(raw)) continue
    if (raw === '') {
      if (isNeeded(field)) refuse(field, 'required')
      continue
    }
    if (OF_A_PLACE.has(field) || field === 'registerMark') continue
    if (shape.as === 'id') {
      const cell = readId(raw, today, isDemo)
      if (cell.value === undefined) refuse(field, cell.code)
      else {
        id = cell.value
        if (raw.length > CARD_WITHOUT_KIND && heads.at.disabilityCard === undefined) readOwnCard(raw, today, said)
      }
      continue
    }
    const cell = readCell(shape, raw, today)
    if ('value' in cell) said[field] = cell.value
    else refuse(field, cell.code, cell.params)
  }
  return { said, id, mark }
}

function readOwnCard(raw: string, today: string, said: Record<string, unknown>): void {
  const card = readCell({ as: 'card' }, raw, today)
  if ('value' in card && String(card.value).length > CARD_WITHOUT_KIND) said.disabilityCard = card.value
}

/** Contradictions between the yearly values of one person. */
export function checkPerson(said: Record<string, unknown>, heads: Heads, refused: Set<string>, refuse: Report): void {
  if (said.schooling === 'NOT_AT_SCHOOL') delete said.schooling
  const schooling = { education: textOf(said.education), schooling: textOf(said.schooling) }
  if (schoolingFault(schooling) === 'both') refuse('schooling', 'educationAndSchooling')
  const health = said.health as string[] | undefined
  if (health && healthContradicts(health)) refuse('health', 'healthContradicts')
  pair('workArea', 'workMonths')
  pair('welfareJob', 'welfareJobMonths')

  function pair(place: string, months: string) {
    const fault = workFault({ workArea: textOf(said[place]), workMonths: (said[months] as number | undefined) ?? null })
    if (fault === 'months' && !refused.has(months) && heads.at[months] !== undefined)
      refuse(months, 'workWithoutMonths')
    if (fault === 'place' && !refused.has(place) && heads.at[place] !== undefined) refuse(place, 'monthsWithoutWork')
  }
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : String(value)
}

export function checkCard(said: Record<string, unknown>, idNumber: string, refuse: Report): void {
  const card = said.disabilityCard as string | undefined
  if (card && idNumber && !card.startsWith(idNumber)) refuse('disabilityCard', 'cardOfOther')
}

/** Reads one row of the household ledger cell by cell. */
export function readRow(
  row: SheetRow,
  heads: Heads,
  context: LedgerContext,
  find: PlaceFinder,
  report: Report,
): ReadRow {
  const refused = new Set<string>()
  const text = (field: string) => (row.cells[heads.at[field] ?? -1] ?? '').trim()
  const refuse: Report = (field, code, params) => {
    refused.add(field)
    report(field, code, params)
  }
  const { said, id, mark } = readSaid(row, heads, context, (field) => IN_EVERY_ROW.has(field), refuse)
  if (id) {
    const sex = (said.sex as LedgerMember['sex'] | undefined) ?? id.sex
    const against = againstNumber({ sex, birthDate: bornOn(said, text('birthDate'), id.birthDate) }, id)
    if (against.sex) refuse('sex', 'sexDiffers')
    if (against.birthDate) refuse('birthDate', 'birthDateDiffers')
  }
  checkPerson(said, heads, refused, refuse)
  checkCard(said, id?.idNumber ?? '', refuse)
  const others = said.otherCauses as string[] | undefined
  if (others && others.length > MOST_OTHER_CAUSES) refuse('otherCauses', 'causesTooMany')
  if (others && isCauseTwice(textOf(said.mainCause), others)) refuse('otherCauses', 'causeTwice')

  const part: Record<string, unknown> = { regionCode: readPlace(text, find, heads, refuse) }
  const own: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(said)) {
    const table = heads.read.find(({ column }) => column.field === field)?.column.place?.table
    if (table === 'person' || field === 'disabilityCard') own[field] = value
    else part[field] = value
  }
  const member: LedgerMember = {
    sheet: row.sheet,
    row: row.row,
    isBad: refused.size > 0,
    idColumn: heads.texts[heads.at.idNumber as number] ?? '',
    placeColumn: heads.texts[heads.at.villageName ?? heads.at.regionCode ?? -1] ?? '',
    yearColumn: heads.texts[heads.at.valuesYear ?? -1] ?? '',
    name: (said.name as string | undefined) ?? '',
    idNumber: id?.idNumber ?? '',
    sex: id?.sex ?? 'M',
    birthDate: id?.birthDate ?? '',
    relation: (said.relation as string | undefined) ?? '',
    said: own,
    mark,
    heads,
  }
  return { householdNo: (said.householdNo as string | undefined) ?? null, member, part, refused }
}

function readPlace(text: (field: string) => string, find: PlaceFinder, heads: Heads, refuse: Report) {
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

/** The day of birth that a row says: of a month alone the number gives the day, of nothing all of it. */
function bornOn(said: Record<string, unknown>, raw: string, ofNumber: string): string {
  const written = said.birthDate as string | undefined
  if (written === undefined) return ofNumber
  const isMonth = raw.replace(/\D/g, '').length <= 6
  return isMonth ? written.slice(0, 7) + ofNumber.slice(7) : written
}
