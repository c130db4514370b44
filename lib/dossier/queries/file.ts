import 'server-only'
import { ABOUT_HEALTH, COMPARED } from '@/lib/dossier/catalogue'
import type { Row } from '@/lib/dossier/rules/rewind'
import { selectPresent } from '@/lib/dossier/sql/history'
import { type Source, selectSources } from '@/lib/dossier/sql/sources'
import { type HouseholdEventLine, listHouseholdEvents } from '@/lib/events/queries/of-household'
import { type Gallery, listEvidence } from '@/lib/evidence/queries/list'
import { getHousehold, type HouseholdRecord } from '@/lib/households/queries/record'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { getHouseholdSupport, type HouseholdSupport } from '@/lib/support/queries/household'

const MOST_VISITS = 200

/** A value that is known, with what changed it last; without that it came with its row. */
export type Known = { field: string; value: unknown; source: Source | null }

export type FileMember = {
  id: string
  name: string
  relation: string
  from: string
  to: string | null
  endCause: string | null
  known: Known[]
  since: Source | null
}
export type FileYear = { year: number; known: Known[]; since: Source | null }
export type FileIncome = { year: number; row: Row; source: Source | null }
export type FileVisit = {
  id: string
  visitedOn: string
  by: string
  peopleMet: string[]
  failed: string[]
  demands: string
  note: string
  promises: { content: string; dueOn: string; status: string }[]
}
export type FileState = {
  from: string
  to: string | null
  village: string
  type: string
  status: string
  monitored: string | null
}

/** Everything known of one household, each value with its origin, masked for the reader. */
export type Dossier = {
  record: HouseholdRecord
  identity: Known[]
  /** Where the file came from; what says nothing else came with it. */
  since: Source | null
  members: FileMember[]
  former: FileMember[]
  livings: FileYear[]
  incomes: FileIncome[]
  helpers: { id: string; name: string; unit: string; from: string; to: string | null }[]
  events: HouseholdEventLine[]
  visits: FileVisit[]
  clues: { id: string; no: string; openedOn: string; status: string }[]
  cases: { id: string; no: string; identifiedOn: string; type: string; removedOn: string | null }[]
  states: FileState[]
  measures: HouseholdSupport['measures']
  evidence: Gallery
}

/** Reads the whole file of a household. Errors: NotFoundError. */
export async function getDossier(ctx: Ctx, id: string): Promise<Dossier> {
  const record = await getHousehold(ctx, id)
  const { countyCode } = record.household
  const place = { countyCode, id: record.household.id }
  const view = viewOf(ctx.actor.role)
  const present = await selectPresent(ctx, place, [])
  const sources = new Map(
    (
      await selectSources(
        ctx,
        countyCode,
        present.map(({ rowId }) => rowId),
      )
    ).map((source) => [`${source.table} ${source.rowId} ${source.field}`, source]),
  )
  const rowsOf = (table: string) => present.filter((each) => each.table === table)
  const since = (table: string, rowId: string) => sources.get(`${table} ${rowId} `) ?? null
  const known = (table: keyof typeof COMPARED, rowId: string, row: Row): Known[] =>
    COMPARED[table]
      .filter((field) => !isEmpty(row[field]) && !field.endsWith('_enc') && (view.health || !ABOUT_HEALTH.has(field)))
      .filter((field) => (field !== 'address' || view.address) && field !== 'region_code' && field !== 'name')
      .map((field) => ({ field, value: row[field], source: sources.get(`${table} ${rowId} ${field}`) ?? null }))
  const persons = new Map(rowsOf('person').map(({ rowId, row }) => [row.id, { rowId, row }]))
  const members = rowsOf('membership').map(({ row }): FileMember => {
    const person = persons.get(row.person_id)
    return {
      id: String(row.person_id),
      name: maskName(String(person?.row.name ?? ''), view.name),
      relation: String(row.relation),
      from: String(row.valid_from),
      to: row.valid_to === null ? null : String(row.valid_to),
      endCause: row.end_cause === null || row.end_cause === undefined ? null : String(row.end_cause),
      known: person ? known('person', person.rowId, person.row) : [],
      since: person ? since('person', person.rowId) : null,
    }
  })
  const isIn = (member: FileMember) => member.to === null || member.to > ctx.today
  const order = new Map(record.members.map((member, index) => [member.id, index]))
  const byYear = (a: { row: Row }, b: { row: Row }) => Number(b.row.year) - Number(a.row.year)
  return {
    record,
    identity: rowsOf('household').flatMap(({ rowId, row }) => known('household', rowId, row)),
    since: rowsOf('household').map(({ rowId }) => since('household', rowId))[0] ?? null,
    members: members.filter(isIn).sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
    former: members.filter((member) => !isIn(member)).map((member) => ({ ...member, known: [] })),
    livings: rowsOf('living_condition')
      .sort(byYear)
      .map(({ rowId, row }) => ({
        year: Number(row.year),
        known: known('living_condition', rowId, row),
        since: since('living_condition', rowId),
      })),
    incomes: rowsOf('household_income')
      .sort(byYear)
      .map(({ rowId, row }) => ({ year: Number(row.year), row, source: lastOf(sources, `household_income ${rowId}`) })),
    helpers: rowsOf('household_helper')
      .map(({ row }) => ({
        id: String(row.id),
        name: String(row.name ?? ''),
        unit: String(row.unit ?? ''),
        from: String(row.valid_from),
        to: isEmpty(row.valid_to) ? null : String(row.valid_to),
      }))
      .sort((a, b) => (a.from < b.from ? 1 : -1)),
    events: await listHouseholdEvents(ctx, place),
    ...(await happened(ctx, place, view.health)),
    measures: (await getHouseholdSupport(ctx, place.id)).measures,
    evidence: await listEvidence(ctx, { householdId: place.id, take: 12 }),
  }
}

/** The last of all changes of a row, or when it came. */
function lastOf(sources: ReadonlyMap<string, Source>, row: string): Source | null {
  const own = [...sources].filter(([key]) => key.startsWith(`${row} `)).map(([, source]) => source)
  return own.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

type Place = { countyCode: string; id: string }

async function happened(
  ctx: Ctx,
  { countyCode, id }: Place,
  seesHealth: boolean,
): Promise<Pick<Dossier, 'visits' | 'clues' | 'cases' | 'states'>> {
  const where = { countyCode, householdId: id }
  const visits = await ctx.db.visit.findMany({
    where,
    orderBy: [{ visitedOn: 'desc' }, { id: 'desc' }],
    take: MOST_VISITS,
    select: {
      id: true,
      visitedOn: true,
      visitorName: true,
      peopleMet: true,
      guarantees: true,
      demands: true,
      note: true,
      promises: { select: { content: true, dueOn: true, status: true } },
    },
  })
  const clues = await ctx.db.clue.findMany({
    where,
    orderBy: [{ openedOn: 'desc' }, { id: 'desc' }],
    select: { id: true, clueNo: true, openedOn: true, status: true },
  })
  const cases = await ctx.db.monitoringCase.findMany({
    where,
    orderBy: [{ identifiedOn: 'desc' }, { id: 'desc' }],
    select: { id: true, caseNo: true, identifiedOn: true, monitoredType: true, removedOn: true },
  })
  const states = await ctx.db.householdState.findMany({ where, orderBy: { validFrom: 'desc' } })
  const villages = await ctx.db.region.findMany({
    where: { code: { in: states.map((state) => state.villageCode) } },
    select: { code: true, name: true },
  })
  return {
    visits: visits.map((visit) => ({
      id: visit.id,
      visitedOn: dayFrom(visit.visitedOn),
      by: visit.visitorName,
      peopleMet: visit.peopleMet,
      failed: Object.entries(visit.guarantees as Record<string, { result: string }>)
        .filter(([, check]) => check.result === 'FAIL')
        .map(([item]) => item),
      demands: seesHealth ? visit.demands : '',
      note: seesHealth ? visit.note : '',
      promises: (seesHealth ? visit.promises : []).map((promise) => ({ ...promise, dueOn: dayFrom(promise.dueOn) })),
    })),
    clues: clues.map(({ clueNo, openedOn, ...clue }) => ({ ...clue, no: clueNo, openedOn: dayFrom(openedOn) })),
    cases: cases.map((each) => ({
      id: each.id,
      no: each.caseNo,
      identifiedOn: dayFrom(each.identifiedOn),
      type: each.monitoredType,
      removedOn: each.removedOn && dayFrom(each.removedOn),
    })),
    states: states.map((state) => ({
      from: dayFrom(state.validFrom),
      to: state.validTo && dayFrom(state.validTo),
      village: villages.find(({ code }) => code === state.villageCode)?.name ?? state.villageCode,
      type: state.householdType,
      status: state.povertyStatus,
      monitored: state.monitoredType,
    })),
  }
}
