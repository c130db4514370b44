import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { dismissClue } from '@/lib/monitoring/commands/dismiss-clue'
import { openClue } from '@/lib/monitoring/commands/open-clue'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { getToday } from '@/lib/worklist/queries'
import { aHousehold, aVisit, type BuiltHousehold, owner } from '../support/builders'
import { clueWay } from '../support/clue-way'
import { aDeadline, deadlinesOf } from '../support/deadlines'
import { aCase, known, propose, take, takeUp } from '../support/procedures'

const { at, caseOf, upTo } = clueWay()

async function anOpenedClue(): Promise<string> {
  const { id: householdId } = await aHousehold()
  const opened = await execute(
    at.people.secondClerk,
    openClue,
    { householdId, source: 'SELF_REPORT', summary: '收成不好' },
    { id: randomUUID() },
  )
  return opened.ok ? (opened.data as { clueId: string }).clueId : JSON.stringify(opened)
}
const ofAssigning = async (clueId: string) =>
  (await deadlinesOf(clueId)).filter((each) => each.startsWith('CLUE_ASSIGN'))

async function officeDay() {
  const today = await withScope(at.people.office, (ctx) => getToday(ctx, true))
  if (today?.desk !== 'OFFICE') throw new Error('not an office')
  return today
}

async function removed(): Promise<{ household: BuiltHousehold; caseId: string }> {
  const household = await aHousehold()
  await known(household, 9_500)
  const caseId = await aCase(household, { identified_on: '2025-09-01' })
  const id = randomUUID()
  expect(await propose(at.people.cadre, caseId, id)).toMatchObject({ ok: true })
  for (const [actor, name, day] of [
    [at.people.cadre, 'verifyRemoval', '2026-03-02'],
    [at.people.cadre, 'appraiseProcedure', '2026-03-03'],
    [at.people.cadre, 'publishProcedure', '2026-03-04'],
    [at.people.clerk, 'reviewProcedure', '2026-03-10'],
    [at.people.office, 'approveProcedure', '2026-03-11'],
  ] as const) {
    expect([name, await take(actor, id, name, day)]).toEqual([name, 'done'])
  }
  return { household, caseId }
}

it('a clue waits a day to be taken up, stands once on the Today page of the office, and is met by whoever takes it up', async () => {
  const clueId = await anOpenedClue()
  expect(await ofAssigning(clueId)).toEqual(['CLUE_ASSIGN OPEN 2026-03-27 COUNTY'])
  const { day, deadlines } = await officeDay()
  expect(day.rows.filter(({ id }) => id === clueId)).toMatchObject([
    { next: { kind: 'CLUE_ASSIGN', dueOn: '2026-03-27', level: 'COUNTY' } },
  ])
  expect(deadlines.rows.filter(({ subjectId }) => subjectId === clueId)).toEqual([])
  const taken = await takeUp(at.people.cadre, clueId, randomUUID(), { startedOn: '2026-03-26' })
  expect(taken).toMatchObject({ ok: true })
  expect(await ofAssigning(clueId)).toEqual(['CLUE_ASSIGN MET 2026-03-26'])
  const after = await officeDay()
  expect(after.day.rows.find(({ id }) => id === clueId)?.next?.kind).toBe('HOME_CHECK')
})

it('a clue that is dismissed without a home check waits for nobody', async () => {
  const clueId = await anOpenedClue()
  const asked = { clueId, version: 1, reason: 'COVERED', note: '', acknowledged: true }
  expect(await execute(at.people.clerk, dismissClue, asked, { id: randomUUID() })).toMatchObject({ ok: true })
  expect((await deadlinesOf(clueId)).filter((each) => each.includes(' OPEN '))).toEqual([])
  expect(await ofAssigning(clueId)).toEqual(['CLUE_ASSIGN MET 2026-03-26'])
})

it('a clue of the time before has no such day, and taking it up opens none', async () => {
  await upTo('verifyMonitoring')
  expect(await ofAssigning(at.clueId)).toEqual([])
})

it('after a removal the next visit is waited for; one of the day of the removal or before is not it', async () => {
  const { household, caseId } = await removed()
  const waiting = async () => (await deadlinesOf(caseId)).filter((each) => each.startsWith('REMOVAL'))
  expect(await waiting()).toEqual(['REMOVAL_CONTACT_VISIT OPEN 2026-06-09 VILLAGE'])
  await aVisit(household, at.people.cadre, '2026-03-11')
  expect(await waiting()).toEqual(['REMOVAL_CONTACT_VISIT OPEN 2026-06-09 VILLAGE'])
  await aVisit(household, at.people.cadre, '2026-03-20')
  expect(await waiting()).toEqual(['REMOVAL_CONTACT_VISIT MET 2026-03-20'])
  const { rows } = await owner().query(
    `SELECT met_by FROM deadline WHERE subject_id = $1 AND kind = 'REMOVAL_CONTACT_VISIT'`,
    [caseId],
  )
  expect(rows).toEqual([{ met_by: at.people.cadre.userId }])
  await aVisit(household, at.people.neighbour, '2026-03-21')
  expect(await waiting()).toEqual(['REMOVAL_CONTACT_VISIT MET 2026-03-20'])
})

it('the visit of another household is not it, and a late one is marked', async () => {
  const subject = await aDeadline(at.household, {
    kind: 'REMOVAL_CONTACT_VISIT',
    starts_on: '2025-12-01',
    due_on: '2026-03-01',
    amber_on: '2026-02-01',
    days: 90,
  })
  await aVisit(await aHousehold(), at.people.cadre, '2026-03-20')
  expect(await deadlinesOf(subject)).toEqual(['REMOVAL_CONTACT_VISIT OPEN 2026-03-01 VILLAGE'])
  await aVisit(at.household, at.people.cadre, '2026-03-20')
  expect(await deadlinesOf(subject)).toEqual(['REMOVAL_CONTACT_VISIT MET 2026-03-20 late'])
})

it('a removal that is rolled back waits for no contact any more', async () => {
  const earlier = randomUUID()
  await owner().query(
    `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by, status, removed_on)
     VALUES ($1, $2, $3, $4, $5, 'UNSTABLE_EXITED', '{ILLNESS}', 'VISIT', '2025-01-01', '2025-01-11', 'RISK_REMOVED', '2026-02-01')`,
    [at.household.countyCode, earlier, at.household.regionCode, at.household.id, `T-${earlier.slice(0, 12)}`],
  )
  await aDeadline(at.household, {
    kind: 'REMOVAL_CONTACT_VISIT',
    subject_id: earlier,
    starts_on: '2026-02-01',
    due_on: '2026-05-02',
    amber_on: '2026-04-02',
    days: 90,
  })
  await upTo('approveProcedure')
  expect(await caseOf()).toMatchObject({ earlier_case_id: earlier })
  expect(await deadlinesOf(earlier)).toEqual(['REMOVAL_CONTACT_VISIT CANCELLED'])
})
