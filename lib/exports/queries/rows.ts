import 'server-only'
import type { List } from '@/lib/exports/queries/lists'
import { readCaseRows, readClueRows } from '@/lib/exports/queries/monitoring-rows'
import { labelOf, labelsOf } from '@/lib/exports/rules/labels'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import {
  type StoredHousehold,
  type StoredMember,
  selectHouseholds,
  selectMembers,
  selectSummary,
} from '@/lib/exports/sql'
import { maskBankAccount, maskIdNumber, maskName, maskPhone } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import type { Ctx } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import { ownPrefix } from '@/lib/regions/rules'

const FEN = 100

export const dayCell = (day: string | null): Cell => (day === null ? null : { day })
export const yuanCell = (fen: number | null): Cell => (fen === null ? null : fen / FEN)

type SealedPlace = { table: 'household' | 'person'; column: string; id: string }

/** A sealed value as the file may show it. A value that cannot be opened is left empty rather than ending the export. */
function shown(sealed: Uint8Array | null, { table, column, id }: SealedPlace, mask: (text: string) => string): Cell {
  if (!sealed) return null
  try {
    return mask(open(table, column, id, sealed))
  } catch {
    return null
  }
}

/**
 * The rows of some of a list's ids, in their order, with no more of a person than the view shows: what is covered is covered here, before
 * it can reach a file.
 */
export async function readRows(ctx: Ctx, list: List, ids: readonly string[], view: HouseholdView): Promise<SheetRow[]> {
  switch (list.kind) {
    case 'LEDGER':
      return (await selectMembers(ctx, list.countyCode, ids)).map((stored) => memberRow(stored, view))
    case 'HOUSEHOLDS':
      return (await selectHouseholds(ctx, list.countyCode, ids)).map((stored) => householdRow(stored, view))
    case 'CLUES':
      return readClueRows(ctx, list.countyCode, ids, view)
    case 'CASES':
      return readCaseRows(ctx, list.countyCode, ids, view)
    case 'SUMMARY':
      return (await selectSummary(ctx, ids, ownPrefix(ids[0] ?? list.regionCode).length)).map(summaryRow)
  }
}

function householdCells(stored: StoredMember | StoredHousehold, view: HouseholdView): Record<string, Cell> {
  const id = stored.householdId
  return {
    householdNo: stored.householdNo,
    regionCode: stored.regionCode,
    provinceName: stored.provinceName,
    cityName: stored.cityName,
    countyName: stored.countyName,
    townshipName: stored.townshipName,
    villageName: stored.villageName,
    naturalVillage: stored.naturalVillage,
    groupName: stored.groupName,
    address: view.address ? stored.address : null,
    householdType: labelOf('householdType', stored.householdType),
    povertyStatus: labelOf('povertyStatus', stored.povertyStatus),
    identifiedOn: dayCell(stored.identifiedOn),
    exitYear: stored.exitYear,
    mainCause: labelOf('mainCause', stored.mainCause),
    monitoredType: labelOf('monitoredType', stored.monitoredType),
    riskTypes: labelsOf('riskTypes', stored.riskTypes ?? []),
    householdSize: stored.householdSize,
    incomePerCapita: yuanCell(stored.incomeFen),
    incomeYear: stored.incomeYear,
    phone: shown(stored.phone, { table: 'household', column: 'phone_enc', id }, (text) => maskPhone(text, view.phone)),
    bankName: view.bankAccount === 'HIDDEN' ? null : stored.bankName,
    bankAccount:
      view.bankAccount === 'HIDDEN'
        ? null
        : shown(stored.bankAccount, { table: 'household', column: 'bank_account_enc', id }, (text) =>
            maskBankAccount(text, view.bankAccount),
          ),
    houseGrade: labelOf('houseGrade', stored.houseGrade),
  }
}

function idNumberOf(sealed: Uint8Array | null, id: string, view: HouseholdView): Cell {
  return shown(sealed, { table: 'person', column: 'id_number_enc', id }, (text) => maskIdNumber(text, view.idNumber))
}

function memberRow(stored: StoredMember, view: HouseholdView): SheetRow {
  return {
    householdId: stored.householdId,
    personId: stored.personId,
    regionCode: stored.regionCode,
    householdVersion: stored.householdVersion,
    personVersion: stored.personVersion,
    cells: {
      ...householdCells(stored, view),
      personNo: stored.personNo,
      name: maskName(stored.name, view.name),
      sex: labelOf('sex', stored.sex),
      birthDate: dayCell(stored.birthDate),
      idNumber: idNumberOf(stored.idNumber, stored.personId, view),
      relation: labelOf('relation', stored.relation),
      ethnicity: stored.ethnicity,
      politicalStatus: labelOf('politicalStatus', stored.politicalStatus),
      education: labelOf('education', stored.education),
      schooling: labelOf('schooling', stored.schooling),
      health: view.health ? labelsOf('health', stored.health) : null,
      labour: view.health ? labelOf('labour', stored.labour) : null,
      workArea: labelOf('workArea', stored.workArea),
      workMonths: stored.workMonths,
      residentMedical:
        stored.residentMedical === null ? null : labelOf('residentMedical', String(stored.residentMedical)),
    },
  }
}

function householdRow(stored: StoredHousehold, view: HouseholdView): SheetRow {
  return {
    householdId: stored.householdId,
    personId: stored.headId,
    regionCode: stored.regionCode,
    householdVersion: stored.householdVersion,
    personVersion: null,
    cells: {
      ...householdCells(stored, view),
      headName: maskName(stored.headName, view.name),
      headIdNumber: stored.headId ? idNumberOf(stored.headIdNumber, stored.headId, view) : null,
      lastVisitedOn: dayCell(stored.lastVisitedOn),
      nextVisitOn: dayCell(stored.nextVisitOn),
      clueVerifyBy: dayCell(stored.clueVerifyBy),
    },
  }
}

function summaryRow(cells: Awaited<ReturnType<typeof selectSummary>>[number]): SheetRow {
  const { regionCode } = cells
  return { householdId: null, personId: null, regionCode, householdVersion: 0, personVersion: null, cells }
}
