import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesAddress, linesAddress, stepAddress, visitsAddress } from '@/components/casework/addresses'
import { type Casework, getCasework } from '@/lib/casework/queries/casework'
import { listFindings } from '@/lib/findings/queries/list'
import { readAge } from '@/lib/findings/rules/ages'
import type { FindingTab, Source } from '@/lib/findings/schema'
import { listCases } from '@/lib/monitoring/queries/cases'
import { listClues } from '@/lib/monitoring/queries/clues'
import type { CaseTab, CluePart, ClueTab } from '@/lib/monitoring/schema'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { listCasesByHelp } from '@/lib/support/queries/cases'
import { getHouseholdSupport } from '@/lib/support/queries/household'
import { readCaseNarrow } from '@/lib/support/rules/case-parts'
import { listVisits } from '@/lib/visits/queries/visit-list'
import {
  aClue,
  aHousehold,
  anActor,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aFinding } from '../support/findings'
import { aCase, aMeasure, aPlan, layTypes } from '../support/measures'

const at = new Date('2026-03-20T02:00:00Z')
const MONTH = '2026-03'
const people: Record<string, Actor> = {}
const monitored: { household: BuiltHousehold; caseId: string }[] = []
const VILLAGES = [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage, PLACES.otherCountyVillage]

const scoped = <T>(who: Actor, work: (ctx: Ctx) => Promise<T>) => withScope(who, work, { at })

const EARLIER = { planned_on: '2025-03-10', started_on: '2025-03-12', counts_on: '2025-03-12' }
const GIVEN_EARLIER = {
  planned_on: '2025-12-01',
  started_on: '2025-12-10',
  delivered_on: '2025-12-15',
  counts_on: '2025-12-15',
}

/** How many records the list of an address shows over all its pages, read as its page reads the address. */
async function behind(who: Actor, address: string): Promise<number> {
  const url = new URL(address, 'http://x')
  const q = Object.fromEntries(url.searchParams)
  const page = async (ctx: Ctx, after: string | undefined): Promise<[number, string | null]> => {
    if (url.pathname === '/clues') {
      const found = await listClues(ctx, { region: q.region, tab: q.tab as ClueTab, part: q.part as CluePart, after })
      return [found.clues.length, found.next]
    }
    if (url.pathname === '/monitoring') {
      const narrow = q.tab === 'open' ? readCaseNarrow(q) : null
      const found = narrow
        ? await listCasesByHelp(ctx, { region: q.region, after }, narrow)
        : await listCases(ctx, { region: q.region, tab: q.tab as CaseTab, after })
      return [found.cases.length, found.next]
    }
    if (url.pathname === '/findings') {
      const [source, age] = [q.source as Source | undefined, readAge(q.age)]
      const found = await listFindings(ctx, { region: q.region, tab: q.tab as FindingTab, source, age, after })
      return [found.findings.length, found.next]
    }
    const found = await listVisits(ctx, { region: q.region, on: q.on, month: q.month, after })
    return [found.rows.length, found.after]
  }
  let total = 0
  for (let after: string | undefined; ; ) {
    const [n, next] = await scoped(who, (ctx) => page(ctx, after))
    total += n
    if (!next) return total
    after = next
  }
}

/** Every number of the page with the address that it opens. */
function numbersOf(region: string, { cases, ageing, visits, children }: Casework): [string, number][] {
  const found: [string, number][] = []
  if (cases) {
    for (const { step, n } of [...cases.steps, ...cases.beside]) found.push([stepAddress(region, step), n])
    found.push([casesAddress(region), cases.open], [casesAddress(region, { part: 'unhelped' }), cases.unhelped])
    for (const { risk, open, matched, none } of cases.risks)
      found.push(
        [casesAddress(region, { risk }), open],
        [casesAddress(region, { risk, help: 'matched' }), matched],
        [casesAddress(region, { risk, help: 'none' }), none],
      )
  }
  for (const { source, open, cells } of ageing?.sources ?? []) {
    found.push([linesAddress(region, { source }), open])
    for (const [index, cell] of cells.entries()) {
      const age = ageing?.ages[index]
      found.push([linesAddress(region, { source, age }), cell.open])
      found.push([linesAddress(region, { tab: 'overdue', source, age }), cell.overdue])
    }
  }
  for (const [on, { visits: n }] of visits?.days ?? []) found.push([visitsAddress(region, { on }), n])
  if (visits) found.push([visitsAddress(region, { month: visits.month }), visits.visits])
  for (const child of children) {
    const { code } = child.place
    if (cases) found.push([casesAddress(code), child.open], [casesAddress(code, { part: 'unhelped' }), child.unhelped])
    if (ageing)
      found.push([linesAddress(code, {}), child.findings], [linesAddress(code, { tab: 'overdue' }), child.overdue])
    if (visits) found.push([visitsAddress(code, { month: visits.month }), child.visits])
  }
  return found
}

async function aProcedure(household: BuiltHousehold, over: Record<string, unknown>) {
  await insert('status_procedure', {
    county_code: household.countyCode,
    id: randomUUID(),
    region_code: household.regionCode,
    household_id: household.id,
    procedure_no: randomUUID().slice(0, 18),
    kind: 'MONITORING',
    status: 'APPLIED',
    was_status: 'EXITED',
    started_on: '2026-03-12',
    started_by: people.office?.userId,
    last_step_on: '2026-03-12',
    ...over,
  })
}

/** Cases of every stand, with and without help, in four villages of two counties; more than a page of them in the first. */
async function layCases() {
  const by = people.office as Actor
  for (let n = 0; n < 84; n++) {
    const household = await aHousehold(n < 60 ? PLACES.village : VILLAGES[n % 4])
    if (n % 7 === 0) {
      const clueId = await aClue(household, by, '2026-03-10')
      if (n % 14 === 0) await aProcedure(household, { clue_id: clueId })
      if (n % 21 === 0) await owner().query(DISMISSED, [clueId, people.clerk?.userId])
      continue
    }
    const risks = [['ILLNESS'], ['ILLNESS', 'UNSTABLE_EMPLOYMENT'], ['UNSAFE_WATER']][n % 3]
    const status = n % 11 === 0 ? 'REMOVAL_PROPOSED' : n % 2 ? 'MONITORED' : 'SUPPORTED'
    const caseId = await aCase(household, { risks, status })
    monitored.push({ household, caseId })
    if (n % 5 === 1) await aPlan(household, by, { case_id: caseId })
    if (n % 4 === 1) await aMeasure(household, by, ['PLANNED', 'DELIVERED', 'CANCELLED'][n % 3])
    if (n % 9 === 2) await aMeasure(household, by, 'IN_PROGRESS', EARLIER)
    if (n % 10 === 3) await aMeasure(household, by, 'CONFIRMED_BY_HOUSEHOLD', { ...GIVEN_EARLIER, case_id: caseId })
    await aVisit(household, by, `2026-03-${String(1 + (n % 19)).padStart(2, '0')}`)
    if (n % 6 === 0) await aVisit(household, by, `2026-03-${String(1 + (n % 19)).padStart(2, '0')}`)
  }
}

async function layFindings() {
  for (let n = 0; n < 40; n++)
    await aFinding({
      by: people.office as Actor,
      regionCode: VILLAGES[n % 4],
      status: n % 8 === 0 ? 'CLOSED' : n % 3 ? 'RECTIFYING' : 'REGISTERED',
      over: {
        source: n % 5 ? 'LOOK_BACK' : 'SELF_CHECK',
        found_on: new Date(at.getTime() - n * 3 * 86_400_000).toISOString().slice(0, 10),
        ...(n % 3 && n % 8 ? { due_on: n % 2 ? '2026-03-19' : '2026-04-01' } : {}),
      },
    })
}

const DISMISSED = `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'NO_RISK', decided_on = '2026-03-12', decided_by = $2, decided_by_name = 'A', version = version + 1 WHERE id = $1`

beforeAll(async () => {
  await layGround()
  await layTypes()
  people.city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  people.office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  people.auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  people.clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  people.secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  await layCases()
  await layFindings()
  people.department = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY', '县住建局')
})
afterAll(closeOwner)

const READINGS: [string, string][] = [
  ['city', PLACES.city],
  ['city', PLACES.county],
  ['office', PLACES.county],
  ['auditor', PLACES.township],
  ['clerk', PLACES.township],
  ['clerk', PLACES.village],
  ['secretary', PLACES.village],
  ['department', PLACES.county],
]

describe('办理情况', () => {
  it.each(READINGS)('every number that %s sees of %s is the length of the list it opens', async (who, region) => {
    const reader = people[who] as Actor
    const casework = await scoped(reader, (ctx) => getCasework(ctx, region, MONTH))
    const numbers = numbersOf(region, casework)
    const lengths: [string, number][] = []
    for (const [address] of numbers) lengths.push([address, await behind(reader, address)])
    expect(numbers).toEqual(lengths)
    if (who !== 'department') expect(numbers.filter(([, n]) => n > 0).length).toBeGreaterThan(20)
  })

  it('a measure answers a risk here as on the page of its household', async () => {
    const office = people.office as Actor
    const listed = async (help: 'matched' | 'none') =>
      (await scoped(office, (ctx) => listCasesByHelp(ctx, { region: PLACES.county }, { risk: 'ILLNESS', help }))).cases
    const none = new Set((await listed('none')).map(({ id }) => id))
    const matched = new Set((await listed('matched')).map(({ id }) => id))
    let seen = 0
    for (const { household, caseId } of monitored.filter((each) => none.has(each.caseId) || matched.has(each.caseId))) {
      const { unanswered } = await scoped(office, (ctx) => getHouseholdSupport(ctx, household.id))
      expect([caseId, unanswered.includes('ILLNESS')]).toEqual([caseId, none.has(caseId)])
      seen++
    }
    expect(seen).toBe(none.size + matched.size)
    expect(none.size).toBeGreaterThan(0)
  })

  it('what was given to a record that was merged into the household answers its case', async () => {
    const office = people.office as Actor
    const [kept, gone] = [await aHousehold(PLACES.siblingVillage), await aHousehold(PLACES.siblingVillage)]
    const caseId = await aCase(kept, { risks: ['UNSTABLE_EMPLOYMENT'] })
    await aMeasure(gone, office, 'DELIVERED')
    const count = async () =>
      (
        await scoped(office, (ctx) => listCasesByHelp(ctx, { region: PLACES.siblingVillage }, { part: 'unhelped' }))
      ).cases.some(({ id }) => id === caseId)
    expect(await count()).toBe(true)
    await owner().query('UPDATE household SET is_active = false, merged_into = $2 WHERE id = $1', [gone.id, kept.id])
    expect(await count()).toBe(false)
  })

  it('every open case stands in one step, and every child is part of the whole', async () => {
    const { cases, children } = await scoped(people.city as Actor, (ctx) => getCasework(ctx, PLACES.city, MONTH))
    const at = (...steps: string[]) =>
      cases?.steps.filter(({ step }) => steps.includes(step)).reduce((all, { n }) => all + n, 0)
    expect(at('decided', 'planned', 'helped', 'proposed')).toBe(cases?.open)
    expect(children.reduce((all, { open }) => all + open, 0)).toBe(cases?.open)
    expect(cases?.steps.map(({ n }) => n).every((n, index) => index > 5 || n > 0)).toBe(true)
  })

  it('the days of a step are those of what finished it', async () => {
    const { cases } = await scoped(people.city as Actor, (ctx) => getCasework(ctx, PLACES.city, MONTH))
    const days = Object.fromEntries(cases?.steps.map(({ step, days }) => [step, days]) ?? [])
    expect(days.waiting).toMatchObject({ median: 2 })
    expect(days.decided).toMatchObject({ median: 8 })
    expect(days.planned).toMatchObject({ median: 6 })
    expect(days.removed).toBeNull()
  })

  it('a region outside the scope and one that is none are not found', async () => {
    for (const region of [PLACES.otherCounty, '130799999999', 'x'])
      await expect(scoped(people.office as Actor, (ctx) => getCasework(ctx, region, MONTH))).rejects.toThrow(
        NotFoundError,
      )
  })
})
