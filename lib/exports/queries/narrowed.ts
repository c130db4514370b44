import 'server-only'
import { addressOf, dayIn, idIn, misunderstood, oneOf, type Read, someOf } from '@/lib/exports/queries/asked'
import {
  contributions,
  duplicates,
  events,
  filialLists,
  fundEntries,
  payoutCycles,
  procedures,
  visits,
} from '@/lib/exports/queries/narrowed-casework'
import { facts, indicators, targets } from '@/lib/exports/queries/narrowed-figures'
import { OVERSIGHT } from '@/lib/exports/queries/narrowed-lists'
import { attendance, loans } from '@/lib/exports/queries/narrowed-months'
import { campaigns, letters, listedPlaces, medicalUnits } from '@/lib/exports/queries/narrowed-oversight'
import { labour, specialGroups, supplies, villagePlans, yearTasks } from '@/lib/exports/queries/narrowed-yearplans'
import { listSupervisionIds } from '@/lib/exports/queries/supervision-rows'
import { listTableRows, tableColumns } from '@/lib/exports/queries/table-rows'
import type { Kind } from '@/lib/exports/schema'
import { listFindingIds } from '@/lib/findings/queries/list'
import { ageText, readAge } from '@/lib/findings/rules/ages'
import { CATEGORIES, FINDING_FIGURES, FINDING_TABS, SOURCES } from '@/lib/findings/schema'
import { listHouseholdIds } from '@/lib/households/queries/list'
import { listHref, readListParams } from '@/lib/households/rules/list-params'
import { isIndicatorCode } from '@/lib/indicators/catalogue'
import { idsBehind } from '@/lib/indicators/queries/behind'
import { listCaseIds } from '@/lib/monitoring/queries/cases'
import { listClueIds } from '@/lib/monitoring/queries/clues'
import { CASE_TABS, CLUE_PARTS, CLUE_TABS } from '@/lib/monitoring/schema'
import { listPairIds } from '@/lib/partnerships/queries/list'
import { readPairFilter } from '@/lib/partnerships/rules/list-address'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { listIssueIds } from '@/lib/quality/queries/issues'
import { refreshQuality } from '@/lib/quality/queries/refresh'
import { ruleOf } from '@/lib/quality/rules/clearing'
import { ISSUE_FILTERS } from '@/lib/quality/schema'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'
import { listCycleIds } from '@/lib/relief/queries/cycles'
import { listReliefIds } from '@/lib/relief/queries/list'
import { RELIEF_TABS } from '@/lib/relief/schema/applications'
import { APPLIED_LINES } from '@/lib/relief/schema/lines'
import { listEnterpriseIds } from '@/lib/resumption/queries/list'
import { readEnterpriseFilter } from '@/lib/resumption/rules/list-address'
import { ENTERPRISE_TABS } from '@/lib/resumption/schema'
import { listCaseIdsByHelp } from '@/lib/support/queries/cases'
import { listHelperKeys } from '@/lib/support/queries/helpers'
import { listMeasureIds } from '@/lib/support/queries/list'
import { listProjectIds } from '@/lib/support/queries/projects'
import { readCaseNarrow } from '@/lib/support/rules/case-parts'
import { readMeasureFilter, readProjectFilter } from '@/lib/support/rules/list-address'
import { definitionParts, readDefinition } from '@/lib/tables/rules/address'
import { listDeadlineIds } from '@/lib/worklist/queries/deadlines'
import { readDeadlineFilter } from '@/lib/worklist/rules/deadline-address'

const households: Read = ({ params, regionCode, scope }) => {
  const { filter: read, ignored } = readListParams(params, scope)
  const { behind, part } = read
  if (ignored.length > 0 || (behind !== undefined && !isIndicatorCode(behind))) throw misunderstood()
  const filter = { ...read, region: ownPrefix(regionCode), cursor: undefined }
  return {
    query: listHref(filter, '').split('?')[1] ?? '',
    ids: async (ctx, most) =>
      listHouseholdIds(
        ctx,
        filter,
        most,
        isIndicatorCode(behind) ? await idsBehind(ctx, regionCode, behind, part) : undefined,
      ),
  }
}

const clues: Read = ({ params, regionCode: region }) => {
  const tab = oneOf(CLUE_TABS, params.tab, 'open')
  const part = someOf(CLUE_PARTS, params.part)
  return { query: addressOf(region, { tab, part }), ids: (ctx, most) => listClueIds(ctx, { region, tab, part }, most) }
}

const cases: Read = ({ params, regionCode: region }) => {
  const tab = oneOf(CASE_TABS, params.tab, 'open')
  const narrow = readCaseNarrow(params)
  const isLost = (['part', 'risk', 'help'] as const).some((name) => params[name] && params[name] !== narrow?.[name])
  if (isLost || (narrow && tab !== 'open')) throw misunderstood()
  return {
    query: addressOf(region, { tab, ...narrow }),
    ids: (ctx, most) =>
      narrow ? listCaseIdsByHelp(ctx, region, narrow, most) : listCaseIds(ctx, { region, tab }, most),
  }
}

const quality: Read = ({ params, regionCode }) => {
  const show = oneOf(ISSUE_FILTERS, params.show, 'ALL')
  const rule = params.rule ? ruleOf(params.rule)?.id : null
  if (rule === undefined) throw misunderstood()
  const prefix = ownPrefix(regionCode)
  return {
    query: addressOf(regionCode, { show, rule: rule ?? undefined }),
    ids: async (ctx, limit) => {
      const left = await refreshQuality(ctx, prefix)
      if (left > 0) throw new DomainError('exports.stillChecking', { n: left })
      return listIssueIds(ctx, prefix, { filter: show, rule, limit })
    },
  }
}

const measures: Read = ({ params, regionCode: region }) => {
  const { isWrong, ...filter } = readMeasureFilter(params)
  if (isWrong) throw misunderstood()
  return { query: addressOf(region, filter), ids: (ctx, most) => listMeasureIds(ctx, { ...filter, region }, most) }
}

const projects: Read = ({ params, regionCode: region }) => {
  const { isWrong, ...filter } = readProjectFilter(params)
  if (isWrong) throw misunderstood()
  return { query: addressOf(region, filter), ids: (ctx, most) => listProjectIds(ctx, { ...filter, region }, most) }
}

const enterprises: Read = ({ params, regionCode: region }) => {
  const { type, status } = params
  const filter = { ...readEnterpriseFilter({ type, status }), tab: oneOf(ENTERPRISE_TABS, params.tab, 'all') }
  if ((type && !filter.type) || (status && !filter.status)) throw misunderstood()
  return { query: addressOf(region, filter), ids: (ctx, most) => listEnterpriseIds(ctx, { ...filter, region }, most) }
}

const deadlines: Read = ({ params, regionCode: region }) => {
  const { isWrong, ...filter } = readDeadlineFilter(params)
  if (isWrong) throw misunderstood()
  return { query: addressOf(region, filter), ids: (ctx, most) => listDeadlineIds(ctx, { ...filter, region }, most) }
}

const relief: Read = ({ params, regionCode: region }) => {
  const tab = oneOf(RELIEF_TABS, params.tab, 'open')
  const line = APPLIED_LINES.find((each) => String(each) === params.line)
  if (params.line && !line) throw misunderstood()
  const told = { tab, line, from: dayIn(params.from), to: dayIn(params.to) }
  return { query: addressOf(region, told), ids: (ctx, most) => listReliefIds(ctx, { region, ...told }, most) }
}

const payments: Read = ({ params, regionCode }) => {
  const { cycle } = params
  if (!cycle || !isUuid(cycle)) throw misunderstood()
  const { lo, hi } = rangeOf(ownPrefix(regionCode))
  return {
    query: addressOf(regionCode, { cycle }),
    ids: (ctx, most) => listCycleIds(ctx, cycle, { gte: lo, lt: hi }, most),
  }
}

const findings: Read = ({ params, regionCode: region }) => {
  const tab = oneOf(FINDING_TABS, params.tab, 'open')
  const age = readAge(params.age)
  if (params.age && !age) throw misunderstood()
  const told = {
    tab,
    source: someOf(SOURCES, params.source),
    category: someOf(CATEGORIES, params.category),
    figure: someOf(FINDING_FIGURES, params.figure),
    on: dayIn(params.on),
    household: idIn(params.household),
    origin: idIn(params.origin),
  }
  return {
    query: addressOf(region, { ...told, age: age && ageText(age) }),
    ids: (ctx, most) => listFindingIds(ctx, { region, ...told, age }, most),
  }
}

const supervision: Read = ({ regionCode: region }) => ({
  query: addressOf(region, {}),
  ids: (ctx, most) => listSupervisionIds(ctx, region, most),
})

const pairs: Read = ({ params, regionCode: region }) => {
  const { isWrong, ...filter } = readPairFilter(params)
  if (isWrong) throw misunderstood()
  return { query: addressOf(region, filter), ids: (ctx, most) => listPairIds(ctx, { region, ...filter }, most) }
}

const helpers: Read = ({ regionCode: region }) => ({
  query: addressOf(region, {}),
  ids: (ctx, most) => listHelperKeys(ctx, region, most),
})

const summary: Read = ({ regionCode }) => ({
  query: addressOf(regionCode, {}),
  ids: (ctx) => listRegionsBelow(ctx, regionCode),
})

const table: Read = ({ params, regionCode }) => {
  const definition = readDefinition(params)
  if (!definition) throw misunderstood()
  return {
    query: addressOf(regionCode, definitionParts(definition)),
    ids: (ctx) => listTableRows(ctx, definition, regionCode),
    columns: (ctx) => tableColumns(ctx, definition, regionCode),
  }
}

/** The codes of the regions one level below; a village's own. */
async function listRegionsBelow(ctx: Ctx, regionCode: string): Promise<string[]> {
  const below = await ctx.db.region.findMany({
    where: { parentCode: regionCode },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true },
  })
  return below.length > 0 ? below.map(({ code }) => code) : [regionCode]
}

/** How the list behind each kind reads its address. Errors: DomainError `exports.notUnderstood` for what the list would leave out. */
export const READ: Readonly<Record<Kind, Read>> = {
  LEDGER: households,
  HOUSEHOLDS: households,
  INCOMES: households,
  LIVING: households,
  CLUES: clues,
  CASES: cases,
  QUALITY: quality,
  MEASURES: measures,
  PROJECTS: projects,
  ENTERPRISES: enterprises,
  RELIEF: relief,
  PAYMENTS: payments,
  DEADLINES: deadlines,
  FINDINGS: findings,
  SUPERVISION: supervision,
  PAIRS: pairs,
  HELPERS: helpers,
  SUMMARY: summary,
  VISITS: visits,
  PROCEDURES: procedures,
  EVENTS: events,
  DUPLICATES: duplicates,
  FILIAL_LISTS: filialLists,
  FUND_ENTRIES: fundEntries,
  PAYOUT_CYCLES: payoutCycles,
  CONTRIBUTIONS: contributions,
  FACTS: facts,
  TARGETS: targets,
  INDICATORS: indicators,
  TABLE: table,
  VILLAGE_PLANS: villagePlans,
  YEAR_TASKS: yearTasks,
  LABOUR: labour,
  SUPPLIES: supplies,
  MEDICAL_UNITS: medicalUnits,
  LISTED_PLACES: listedPlaces,
  CAMPAIGNS: campaigns,
  LETTERS: letters,
  SPECIAL_GROUPS: specialGroups,
  LOANS: loans,
  ATTENDANCE: attendance,
  ...OVERSIGHT,
}
