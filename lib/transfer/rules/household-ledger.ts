import { isCountWrong, leadersOf } from '@/lib/households/catalogue/consistency/identity'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { typesFor } from '@/lib/monitoring/rules/decisions'
import type { FaultCode, Heads, LedgerContext, LedgerHousehold, LedgerMember, LedgerPlan, SheetRow } from '../schema'
import type { FaultList } from './faults'
import { type ReadRow, type Report, readRow } from './member'
import { type PlaceFinder, placeFinder } from './places'

/** Households agree with themselves in what is chosen, dated or counted; texts may differ from row to row. */
const AGREEING = new Set([
  'regionCode',
  'householdSize',
  'incomePerCapita',
  ...ledgerColumns('HOUSEHOLDS')
    .filter(
      ({ place, shape }) => place?.table === 'household' && ['code', 'codes', 'day', 'year', 'flag'].includes(shape.as),
    )
    .map(({ field }) => field),
])
const NEEDED_ONCE = ['householdType', 'povertyStatus'] as const

interface Group {
  no: string
  part: Record<string, unknown>
  saidIn: Map<string, number>
  members: LedgerMember[]
  refused: Set<string>
  isBad: boolean
  heads: Heads
}

/** Gathers the rows of a household ledger and checks them across rows. */
export class HouseholdLedger {
  private readonly groups = new Map<string, Group>()
  private readonly seenIds = new Map<string, number>()
  private readonly find: PlaceFinder

  constructor(
    private readonly context: LedgerContext,
    private readonly faults: FaultList,
  ) {
    this.find = placeFinder(context)
  }

  add(row: SheetRow, heads: Heads): void {
    const report: Report = (field, code, params) => this.faults.add(heads, row, field, code, params)
    const read = readRow(row, heads, this.context, this.find, report)
    const { idNumber } = read.member
    if (idNumber !== '') {
      const earlier = this.seenIds.get(idNumber)
      if (earlier) {
        report('idNumber', 'idTwiceInFile', { row: earlier })
        read.member.isBad = true
      } else this.seenIds.set(idNumber, row.row)
    }
    if (read.householdNo !== null) this.join(read, row, heads, report)
  }

  finish(): Pick<LedgerPlan, 'goodRows' | 'households' | 'yearly' | 'badHouseholds'> {
    const households: LedgerHousehold[] = []
    let goodRows = 0
    for (const group of this.groups.values()) {
      this.check(group)
      if (group.isBad) continue
      households.push(this.toHousehold(group))
      goodRows += group.members.length
    }
    return { goodRows, households, yearly: [], badHouseholds: this.groups.size - households.length }
  }

  private join(read: ReadRow, row: SheetRow, heads: Heads, report: Report): void {
    const no = read.householdNo as string
    let group = this.groups.get(no)
    if (!group) {
      group = { no, part: {}, saidIn: new Map(), members: [], refused: new Set(), isBad: false, heads }
      this.groups.set(no, group)
    }
    for (const [field, said] of Object.entries(read.part)) {
      if (said === undefined) continue
      const known = group.part[field]
      if (known === undefined) {
        group.part[field] = said
        group.saidIn.set(field, row.row)
      } else if (AGREEING.has(field) && String(said) !== String(known)) {
        const place = heads.at.villageName === undefined ? 'regionCode' : 'villageName'
        report(field === 'regionCode' ? place : field, 'differsInHousehold', {
          row: group.saidIn.get(field) ?? row.row,
        })
        read.member.isBad = true
      }
    }
    for (const field of read.refused) group.refused.add(field)
    if (read.member.isBad) group.isBad = true
    group.members.push(read.member)
  }

  private check(group: Group): void {
    const first = group.members[0] as LedgerMember
    const fault = (member: LedgerMember, field: string, code: FaultCode, params = {}, value = '') => {
      group.isBad = true
      this.faults.put(group.heads, member.sheet, member.row, field, value, code, params)
    }
    for (const field of NEEDED_ONCE) {
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
    const isSaid = monitoredType !== undefined && monitoredType !== 'NONE' && povertyStatus !== undefined
    if (isSaid && !typesFor(String(povertyStatus)).some((type) => type === monitoredType))
      fault(first, 'monitoredType', 'typeContradicts')
    const size = group.part.householdSize
    if (
      size !== undefined &&
      isCountWrong(size as number, group.members.length) &&
      !group.refused.has('householdSize')
    ) {
      fault(first, 'householdSize', 'countDiffers', { said: size, found: group.members.length }, String(size))
    }
  }

  private toHousehold({ no, part, saidIn, members, heads }: Group): LedgerHousehold {
    const { regionCode, relation: _, ...said } = part
    const income = heads.read.find(({ column }) => column.field === 'incomePerCapita')
    const year = Number(this.context.today.slice(0, 4))
    return {
      householdNo: no,
      regionCode: regionCode as string,
      said,
      saidIn,
      incomeYear: said.incomePerCapita === undefined ? null : (income?.year ?? year - 1),
      members,
    }
  }
}
