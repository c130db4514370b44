import 'server-only'
import { readAcrossRows, readBulkRows, readDoubtfulRows, readUnitScoreRows } from '@/lib/exports/queries/alert-rows'
import { readAttendanceRows } from '@/lib/exports/queries/attendance-rows'
import { readDeadlineRows } from '@/lib/exports/queries/deadline-rows'
import { readDuplicateRows } from '@/lib/exports/queries/duplicate-rows'
import { readEnterpriseRows } from '@/lib/exports/queries/enterprise-rows'
import { readFactRows, readIndicatorRows, readTargetRows } from '@/lib/exports/queries/figure-rows'
import { readContributionRows, readFilialRows } from '@/lib/exports/queries/filial-rows'
import { readFindingRows } from '@/lib/exports/queries/finding-rows'
import { readCycleRows, readFundEntryRows } from '@/lib/exports/queries/fund-rows'
import { readHelperRows } from '@/lib/exports/queries/helper-rows'
import { readLedgerRows, shownCell } from '@/lib/exports/queries/ledger-rows'
import type { List } from '@/lib/exports/queries/lists'
import { readLoanRows } from '@/lib/exports/queries/loan-rows'
import { readMeasureRows } from '@/lib/exports/queries/measure-rows'
import { readCaseRows, readClueRows } from '@/lib/exports/queries/monitoring-rows'
import { readCampaignRows, readLetterRows, readListedRows, readUnitRows } from '@/lib/exports/queries/oversight-rows'
import { readPairRows } from '@/lib/exports/queries/pair-rows'
import { dayCell } from '@/lib/exports/queries/plain-row'
import { readEventRows, readProcedureRows } from '@/lib/exports/queries/procedure-rows'
import { readProjectRows } from '@/lib/exports/queries/project-rows'
import { readQualityRows } from '@/lib/exports/queries/quality-rows'
import { readPaymentRows, readReliefRows } from '@/lib/exports/queries/relief-rows'
import { readDerivationRows, readSampleRows, readSessionRows } from '@/lib/exports/queries/sample-rows'
import { readSpecialRows } from '@/lib/exports/queries/special-rows'
import { readSummaryRows } from '@/lib/exports/queries/summary-rows'
import { readSupervisionRows } from '@/lib/exports/queries/supervision-rows'
import { readTableRows } from '@/lib/exports/queries/table-rows'
import { readVisitRows } from '@/lib/exports/queries/visit-rows'
import {
  readLabourRows,
  readSupplyRows,
  readVillagePlanRows,
  readYearTaskRows,
} from '@/lib/exports/queries/yearplan-rows'
import type { SheetRow } from '@/lib/exports/schema'
import { type StoredHousehold, selectHouseholds } from '@/lib/exports/sql/lists'
import { ledgerLabel } from '@/lib/households/catalogue/codes'
import { maskIdNumber, maskName, maskPhone } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import type { Ctx } from '@/lib/platform/db'

const FEN = 100
const LIST_MARK = ','

/**
 * The rows of some of a list's ids, in their order, with no more of a person than the view shows: what is covered is covered here, before
 * it can reach a file. `wanted` are the keys of the file's columns and its serial.
 */
export async function readRows(
  ctx: Ctx,
  list: List,
  ids: readonly string[],
  view: HouseholdView,
  wanted: { keys: ReadonlySet<string>; serial: string },
): Promise<SheetRow[]> {
  switch (list.kind) {
    case 'LEDGER':
    case 'INCOMES':
    case 'LIVING':
      return readLedgerRows(ctx, list, ids, view, wanted)
    case 'HOUSEHOLDS':
      return (await selectHouseholds(ctx, list.countyCode, ids)).map((stored) => householdRow(stored, view))
    case 'CLUES':
      return readClueRows(ctx, list.countyCode, ids, view)
    case 'CASES':
      return readCaseRows(ctx, list.countyCode, ids, view)
    case 'MEASURES':
      return readMeasureRows(ctx, list.countyCode, ids, view)
    case 'PROJECTS':
      return readProjectRows(ctx, list.countyCode, ids)
    case 'ENTERPRISES':
      return readEnterpriseRows(ctx, list.countyCode, ids)
    case 'QUALITY':
      return readQualityRows(ctx, list.countyCode, ids, view)
    case 'RELIEF':
      return readReliefRows(ctx, list.countyCode, ids, view)
    case 'PAYMENTS':
      return readPaymentRows(ctx, list.countyCode, ids, view)
    case 'DEADLINES':
      return readDeadlineRows(ctx, ids, view)
    case 'FINDINGS':
      return readFindingRows(ctx, list.countyCode, ids, view)
    case 'SUPERVISION':
      return readSupervisionRows(ctx, list.regionCode, ids)
    case 'VISITS':
      return readVisitRows(ctx, list.countyCode, ids, view)
    case 'PROCEDURES':
      return readProcedureRows(ctx, list.countyCode, ids, view)
    case 'EVENTS':
      return readEventRows(ctx, list.countyCode, ids, view)
    case 'DUPLICATES':
      return readDuplicateRows(ctx, list.countyCode, ids, view)
    case 'FUND_ENTRIES':
      return readFundEntryRows(ctx, list.countyCode, ids)
    case 'PAYOUT_CYCLES':
      return readCycleRows(ctx, list.countyCode, ids)
    case 'FILIAL_LISTS':
      return readFilialRows(ctx, list.countyCode, ids)
    case 'CONTRIBUTIONS':
      return readContributionRows(ctx, list.countyCode, ids, view)
    case 'FACTS':
      return readFactRows(ctx, ids)
    case 'TARGETS':
      return readTargetRows(ctx, ids)
    case 'INDICATORS':
      return readIndicatorRows(ctx, list, ids)
    case 'TABLE':
      return readTableRows(ctx, list, ids)
    case 'VILLAGE_PLANS':
      return readVillagePlanRows(ctx, list, ids)
    case 'YEAR_TASKS':
      return readYearTaskRows(ctx, list, ids)
    case 'LABOUR':
      return readLabourRows(ctx, list, ids)
    case 'SUPPLIES':
      return readSupplyRows(ctx, list.countyCode, ids)
    case 'MEDICAL_UNITS':
      return readUnitRows(ctx, list, ids)
    case 'LISTED_PLACES':
      return readListedRows(ctx, list, ids)
    case 'CAMPAIGNS':
      return readCampaignRows(ctx, list, ids)
    case 'LETTERS':
      return readLetterRows(ctx, list, ids)
    case 'SPECIAL_GROUPS':
      return readSpecialRows(ctx, list.countyCode, ids, view)
    case 'LOANS':
      return readLoanRows(ctx, list, ids, view)
    case 'ATTENDANCE':
      return readAttendanceRows(ctx, list, ids)
    case 'SAMPLES':
      return readSampleRows(ctx, list, ids, view)
    case 'DERIVATIONS':
      return readDerivationRows(ctx, list, ids)
    case 'SESSIONS':
      return readSessionRows(ctx, list, ids)
    case 'DOUBTFUL_CLOSINGS':
      return readDoubtfulRows(ctx, list, ids, view)
    case 'BULK_CLOSINGS':
      return readBulkRows(ctx, list, ids)
    case 'UNIT_SCORES':
      return readUnitScoreRows(ctx, list, ids)
    case 'DUPLICATES_ACROSS':
      return readAcrossRows(ctx, list, ids)
    case 'PAIRS':
      return readPairRows(ctx, list.countyCode, ids)
    case 'HELPERS':
      return readHelperRows(ctx, list.regionCode, ids)
    case 'SUMMARY':
      return readSummaryRows(ctx, list.regionCode, ids)
  }
}

function householdRow(stored: StoredHousehold, view: HouseholdView): SheetRow {
  const { householdId, headId } = stored
  const idNumber = (id: string) => maskIdNumber(id, view.idNumber)
  return {
    householdId,
    personId: headId,
    regionCode: stored.regionCode,
    householdVersion: stored.householdVersion,
    personVersion: null,
    cells: {
      householdNo: stored.householdNo,
      townshipName: stored.townshipName,
      villageName: stored.villageName,
      groupName: stored.groupName,
      address: view.address ? stored.address : null,
      headName: maskName(stored.headName, view.name),
      headIdNumber: shownCell('person', 'id_number_enc', headId, stored.headIdNumber, idNumber),
      householdSize: stored.householdSize,
      householdType: ledgerLabel('householdType', stored.householdType),
      povertyStatus: ledgerLabel('povertyStatus', stored.povertyStatus),
      identifiedOn: dayCell(stored.identifiedOn),
      exitYear: stored.exitYear,
      mainCause: stored.mainCause && ledgerLabel('mainCause', stored.mainCause),
      monitoredType: stored.monitoredType && ledgerLabel('monitoredType', stored.monitoredType),
      riskTypes: (stored.riskTypes ?? []).map((risk) => ledgerLabel('riskTypes', risk)).join(LIST_MARK) || null,
      incomePerCapita: stored.incomeFen === null ? null : stored.incomeFen / FEN,
      incomeYear: stored.incomeYear,
      lastVisitedOn: dayCell(stored.lastVisitedOn),
      nextVisitOn: dayCell(stored.nextVisitOn),
      clueVerifyBy: dayCell(stored.clueVerifyBy),
      phone: shownCell('household', 'phone_enc', householdId, stored.phone, (text) => maskPhone(text, view.phone)),
      houseGrade: stored.houseGrade && ledgerLabel('houseGrade', stored.houseGrade),
    },
  }
}
