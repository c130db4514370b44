import { expect } from 'vitest'
import { carryOut } from '@/lib/events/commands/apply'
import type { Plan } from '@/lib/events/rules/change'
import { planEvent } from '@/lib/events/rules/plan'
import type { EventDetails, EventKind } from '@/lib/events/schema'
import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { withScope } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { setEffective, startJournal } from '@/lib/platform/journal'
import { anActor, layGround, owner, PLACES } from './builders'
import { anything, type Chance, County, chance } from './event-county'
import { registerFaults } from './events'

const HOUSEHOLDS = 1_000
/** Rarer than others, so that households are left to the last event. */
const ENDINGS: readonly EventKind[] = ['GONE', 'MERGE']
const AT_ONCE = 100
const BETWEEN_LOOKS = 1_000
const TODAY = '2026-03-26'
const FIRST_DAY = '2014-01-01'

/** Puts a county as it stands in memory into the tables. */
async function lay(county: County): Promise<void> {
  const json = (rows: Iterable<unknown>) => JSON.stringify([...rows])
  const place = `'130799', (x->>'id')::uuid, '${PLACES.village}'`
  await owner().query(
    `INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, exit_year)
     SELECT ${place}, x->>'no', 'POOR_GENERAL', 'EXITED', 2018 FROM jsonb_array_elements($1) x`,
    [json([...county.households.keys()].map((id, at) => ({ id, no: `H${at}` })))],
  )
  await owner().query(
    `INSERT INTO person (county_code, id, region_code, name, sex, birth_date)
     SELECT ${place}, '旧人', x->>'sex', (x->>'birthDate')::date FROM jsonb_array_elements($1) x`,
    [json(county.people.values())],
  )
  await owner().query(
    `INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
     SELECT ${place}, (x->>'householdId')::uuid, (x->>'personId')::uuid, x->>'relation', (x->>'from')::date FROM jsonb_array_elements($1) x`,
    [json(county.rows.values())],
  )
  await owner().query('ANALYZE household, person, membership, household_state')
  await owner().query(`SELECT refresh_households('130799', ARRAY(SELECT id FROM household), now())`)
}

/** The next event that the rules let happen, as it was planned; a county in memory has it already. */
function nextEvent(dice: Chance, county: County, ids: string[], day: string): { plan: Plan; details: EventDetails } {
  for (;;) {
    const household = county.situation(dice.pick(ids) as string)
    const on = dice.is(0.2) ? addDays(day, -dice.below(400)) : day
    const any = anything(dice, household, on, county.nextId)
    const details = dice.is(0.3) ? { ...any, kind: dice.is(0.5) ? ('BIRTH' as const) : ('MARRY_IN' as const) } : any
    if (ENDINGS.includes(details.kind) && dice.is(0.7)) continue
    const other = details.kind === 'MERGE' ? county.situation(dice.pick(ids) as string) : null
    try {
      const plan = planEvent({ household, other, today: TODAY }, details, county.nextId)
      county.carryOut(plan, details)
      if (details.kind === 'SPLIT') ids.push(details.newId)
      return { plan, details }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
  }
}

/** Writes events in one transaction, each with its own journal and its own day, as the check of an event does. */
async function happen(
  office: Actor,
  county: County,
  events: readonly { plan: Plan; details: EventDetails }[],
): Promise<void> {
  const regionCode = PLACES.village
  const place = { countyCode: '130799', regionCode }
  await withScope(
    office,
    async (ctx) => {
      for (const { plan, details } of events) {
        await startJournal(ctx, { ...place, id: county.nextId(), command: 'event.check' })
        await setEffective(ctx, details.effectiveOn)
        await carryOut(ctx, { ...place, details, idNumber: '' }, plan)
      }
    },
    { timeoutMs: 60_000 },
  )
}

/** Who belonged where, as whom and when: of a county in memory, or of the tables. */
function inMemory(county: County): string[] {
  return [...county.rows.values()].map((row) =>
    [row.id, row.householdId, row.personId, row.relation, row.from, row.to].join(' '),
  )
}
async function inTables(): Promise<string[]> {
  const { rows } = await owner().query<{ said: string }>(
    `SELECT concat_ws(' ', id, household_id, person_id, relation, valid_from, coalesce(valid_to::text, '')) AS said FROM membership`,
  )
  return rows.map(({ said }) => said)
}

/**
 * Lets so many random events happen on the tables and looks at them now and then and at the end: every day has one head per household, every
 * person one membership, and tables and memory agree in every row. What is measured: that the tables keep their promises under events that the
 * rules let happen. Every plan is carried out by what the check of an event carries it out with, under the office's own scope, with journal, audit,
 * exclusions and triggers; a hundred go into a transaction, because that and planning from memory is what makes thousands affordable. That the
 * plans were made from what the tables hold is shown at the end. The way through proposal and check, with what is refused there, and back again by
 * undoing, is that of `event-random`.
 */
export async function randomEvents(seed: number, events: number): Promise<void> {
  await layGround()
  const office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  const dice = chance(seed)
  const county = new County()
  const ids = Array.from({ length: HOUSEHOLDS }, () => county.found(FIRST_DAY))
  await lay(county)
  const kinds = new Map<string, number>()
  let day = '2015-04-01'
  for (let done = 0; done < events; done += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, () => nextEvent(dice, county, ids, day))
    await happen(office, county, some)
    for (const { details } of some) kinds.set(details.kind, (kinds.get(details.kind) ?? 0) + 1)
    day = addDays(day, 1 + dice.below(60))
    if (done % BETWEEN_LOOKS === 0) expect(await registerFaults()).toEqual([])
  }
  expect(await registerFaults()).toEqual([])
  expect((await inTables()).sort()).toEqual(inMemory(county).sort())
  expect(kinds.size).toBe(14)
  expect(Math.min(...kinds.values())).toBeGreaterThan(events / 200)
}
