import { isCountWrong, leadersOf } from '@/lib/households/catalogue/consistency/identity'
import type {
  Fault,
  FaultCode,
  LedgerContext,
  LedgerField,
  LedgerHousehold,
  LedgerMember,
  LedgerPlan,
  SheetRow,
} from '../schema'
import { FileFault } from '../schema'
import { maskCell } from './cells'
import { type Heads, looksLikeHeads, readHeads } from './heads'
import { type HouseholdPart, type ReadRow, readRow } from './member'
import { type PlaceFinder, placeFinder } from './places'

export const MAX_ROWS = 200_000
const SEARCH_HEADS_IN = 10

const COMPARED = [
  ['regionCode', 'villageName'],
  ['householdType', 'householdType'],
  ['povertyStatus', 'povertyStatus'],
  ['identifiedOn', 'identifiedOn'],
  ['exitYear', 'exitYear'],
  ['mainCause', 'mainCause'],
  ['monitoredType', 'monitoredType'],
  ['housingGrade', 'houseGrade'],
  ['householdSize', 'householdSize'],
  ['incomeFen', 'incomePerCapita'],
] as const satisfies readonly (readonly [keyof HouseholdPart, LedgerField])[]

interface Group {
  no: string
  part: HouseholdPart
  saidIn: Map<string, number>
  members: LedgerMember[]
  refused: Set<LedgerField>
  isBad: boolean
  heads: Heads
  incomeYear: number | null
}

/** Takes the rows of a ledger one after the other and gives the plan: what is good, and every bad cell by sheet, row and column. */
export class Ledger {
  private heads: Heads | null = null
  private sheet: string | null = null
  private searched = 0
  private sawHeads = false
  private rowCount = 0
  private readonly faults: Fault[] = []
  private readonly groups = new Map<string, Group>()
  private readonly seenIds = new Map<string, { row: number; no: string | null }>()
  private readonly ignored = new Set<string>()
  private readonly find: PlaceFinder

  constructor(private readonly context: LedgerContext) {
    this.find = placeFinder(context)
  }

  get rows(): number {
    return this.rowCount
  }

  /** Reads one row. Throws FileFault when the sheet is not a ledger or holds too many rows. */
  add(row: SheetRow): void {
    if (row.sheet !== this.sheet) {
      this.sheet = row.sheet
      this.heads = null
      this.searched = 0
    }
    if (row.cells.every((cell) => cell.trim() === '')) return
    if (!this.heads) {
      if (this.searched >= SEARCH_HEADS_IN) return
      this.searched++
      if (!looksLikeHeads(row.cells)) return
      this.heads = readHeads(row.cells)
      this.sawHeads = true
      for (const head of this.heads.ignored) this.ignored.add(head)
      return
    }
    if (++this.rowCount > MAX_ROWS) throw new FileFault('fileTooManyRows', { n: MAX_ROWS })
    this.take(row, this.heads)
  }

  /** Checks across rows and closes the plan. Throws FileFault when no sheet had the heads of a ledger. */
  finish(): LedgerPlan {
    if (!this.sawHeads) throw new FileFault('headsMissing', { heads: '' })
    const households: LedgerHousehold[] = []
    let goodRows = 0
    for (const group of this.groups.values()) {
      this.checkHousehold(group)
      if (group.isBad) continue
      households.push(this.toHousehold(group))
      goodRows += group.members.length
    }
    this.faults.sort((a, b) => (a.sheet < b.sheet ? -1 : a.sheet > b.sheet ? 1 : a.row - b.row))
    return {
      rowCount: this.rowCount,
      goodRows,
      households,
      badHouseholds: this.groups.size - households.length,
      faults: this.faults,
      ignoredHeads: [...this.ignored],
    }
  }

  private take(row: SheetRow, heads: Heads): void {
    const report = (field: LedgerField, code: FaultCode, params: Record<string, string | number> = {}) =>
      this.report(heads, row.sheet, row.row, field, row.cells[heads.at[field] ?? -1] ?? '', code, params)
    const read = readRow(row, heads, this.context, this.find, report)
    if (read.member.idNumber !== '') {
      const earlier = this.seenIds.get(read.member.idNumber)
      if (earlier) {
        report('idNumber', 'idTwiceInFile', { row: earlier.row })
        read.member.isBad = true
      } else this.seenIds.set(read.member.idNumber, { row: row.row, no: read.householdNo })
    }
    if (read.householdNo !== null) this.join(read, row, heads, report)
  }

  private join(
    read: ReadRow,
    row: SheetRow,
    heads: Heads,
    report: (field: LedgerField, code: FaultCode, params?: Record<string, string | number>) => void,
  ): void {
    const no = read.householdNo as string
    let group = this.groups.get(no)
    if (!group) {
      group = {
        no,
        part: {},
        saidIn: new Map(),
        members: [],
        refused: new Set(),
        isBad: false,
        heads,
        incomeYear: heads.incomeYear,
      }
      this.groups.set(no, group)
    }
    for (const [key, field] of COMPARED) {
      const said = read.part[key]
      const known = group.part[key]
      if (said === undefined || known === undefined || said === known) continue
      report(key === 'regionCode' && heads.at.villageName === undefined ? 'regionCode' : field, 'differsInHousehold', {
        row: group.saidIn.get(key) ?? row.row,
      })
      read.member.isBad = true
    }
    for (const key of Object.keys(read.part) as (keyof HouseholdPart)[]) {
      if (read.part[key] === undefined || group.part[key] !== undefined) continue
      Object.assign(group.part, { [key]: read.part[key] })
      group.saidIn.set(key, row.row)
    }
    for (const field of read.refused) group.refused.add(field)
    if (read.member.isBad) group.isBad = true
    group.members.push(read.member)
  }

  private checkHousehold(group: Group): void {
    const first = group.members[0] as LedgerMember
    const fault = (member: LedgerMember, field: LedgerField, code: FaultCode, params = {}, value = '') => {
      group.isBad = true
      this.report(group.heads, member.sheet, member.row, field, value, code, params)
    }
    for (const field of ['householdType', 'povertyStatus'] as const) {
      if (group.part[field] === undefined && !group.refused.has(field)) fault(first, field, 'required')
    }
    if (!group.refused.has('relation')) {
      const { heads, spouses, isHeadless } = leadersOf(group.members)
      if (isHeadless) fault(first, 'relation', 'headMissing')
      for (const second of heads.slice(1))
        fault(second, 'relation', 'headTwice', { row: (heads[0] as LedgerMember).row })
      for (const second of spouses.slice(1))
        fault(second, 'relation', 'spouseTwice', { row: (spouses[0] as LedgerMember).row })
    }
    const { monitoredType, povertyStatus } = group.part
    const mustBePoorOnce = monitoredType === 'UNSTABLE_EXITED'
    const mustBeNever = monitoredType === 'MARGINAL'
    if (
      povertyStatus &&
      ((mustBePoorOnce && povertyStatus === 'NEVER_POOR') || (mustBeNever && povertyStatus !== 'NEVER_POOR'))
    ) {
      fault(first, 'monitoredType', 'typeContradicts')
    }
    const size = group.part.householdSize
    if (size !== undefined && isCountWrong(size, group.members.length) && !group.refused.has('householdSize')) {
      fault(first, 'householdSize', 'countDiffers', { said: size, found: group.members.length }, String(size))
    }
  }

  private toHousehold(group: Group): LedgerHousehold {
    const { part } = group
    const year = Number(this.context.today.slice(0, 4))
    return {
      householdNo: group.no,
      regionCode: part.regionCode as string,
      groupName: part.groupName ?? null,
      address: part.address ?? null,
      householdType: part.householdType as string,
      povertyStatus: part.povertyStatus as string,
      identifiedOn: part.identifiedOn ?? null,
      exitYear: part.exitYear ?? null,
      mainCause: part.mainCause ?? null,
      monitoredType: part.monitoredType ?? null,
      risks: part.risks ?? [],
      housingGrade: part.housingGrade ?? null,
      incomeFen: part.incomeFen ?? null,
      incomeYear: part.incomeFen === undefined ? null : (group.incomeYear ?? year - 1),
      phone: part.phone ?? null,
      bankName: part.bankName ?? null,
      bankAccount: part.bankAccount ?? null,
      members: group.members,
    }
  }

  private report(
    heads: Heads,
    sheet: string,
    row: number,
    field: LedgerField,
    raw: string,
    code: FaultCode,
    params: Record<string, string | number>,
  ): void {
    const column = heads.texts[heads.at[field] ?? -1] ?? ''
    this.faults.push({ sheet, row, column, value: maskCell(field, raw), code, params })
  }
}
