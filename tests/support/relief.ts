import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import * as apply from '@/lib/relief/commands/apply'
import * as cycle from '@/lib/relief/commands/cycle'
import * as decide from '@/lib/relief/commands/decide'
import * as event from '@/lib/relief/commands/event'
import * as filial from '@/lib/relief/commands/filial'
import * as filialCancel from '@/lib/relief/commands/filial-cancel'
import * as funds from '@/lib/relief/commands/funds'
import * as pay from '@/lib/relief/commands/pay'
import * as review from '@/lib/relief/commands/review'
import { readReliefMeasures } from '@/prisma/catalogue/read'
import { anActor, type BuiltHousehold, insert, layGround, owner, PLACES } from './builders'
import { layTypes } from './measures'
import { layPolicy } from './policy'

const commands = {
  ...apply,
  ...cycle,
  ...decide,
  ...event,
  ...filial,
  ...filialCancel,
  ...funds,
  ...pay,
  ...review,
} as unknown as Record<string, Command>

export type ReliefPeople = Awaited<ReturnType<typeof reliefPeople>>

/** Everybody who takes part in relief of the first village. */
async function reliefPeople() {
  return {
    secretary: await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'),
    helper: await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    secondClerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    secondOffice: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    neighbour: await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE'),
  }
}

/** The shipped types of measures, and which of them payouts become. */
async function layReliefMeasures(): Promise<void> {
  await layTypes()
  for (const { line, manner, rank, typeCode, fundSource } of readReliefMeasures())
    await owner().query('INSERT INTO relief_measure_type VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
      line,
      manner,
      rank,
      typeCode,
      fundSource,
    ])
}

/** The ground, the policy values and the people of a test about relief, with money in the township's funds of these lines. */
export async function layRelief(funds: Readonly<Partial<Record<3 | 6, string>>> = {}) {
  await layGround()
  await layPolicy()
  await layReliefMeasures()
  const people = await reliefPeople()
  for (const [line, yuan] of Object.entries(funds))
    expect(await fill(people.office, Number(line) as 3 | 6, yuan)).toBe('done')
  return people
}

/** Does one deed; answers 'done', the rule that spoke against it with its figures, or the wrong fields. */
export async function say(actor: Actor, name: string, input: object, id: string = randomUUID()): Promise<unknown> {
  const outcome = await execute(actor, commands[name] as Command, input, { id })
  if (outcome.ok) return 'done'
  if (outcome.kind === 'rule')
    return Object.keys(outcome.params).length > 0 ? [outcome.code, outcome.params] : outcome.code
  if (outcome.kind === 'input') return outcome.errors
  return outcome.kind
}

/** Only the code of a rule, without its figures. */
export const codeOf = (answer: unknown) => (Array.isArray(answer) ? answer[0] : answer)

export const applicationRow = async (id: string) =>
  (await owner().query('SELECT * FROM relief_application WHERE id = $1', [id])).rows[0]

const USUAL: Record<string, object> = {
  applyRelief: { applicantName: '王守田', manner: 'CASH' },
  acceptRelief: {},
  reviewRelief: { officers: '杨一、李二', opinion: '情况属实' },
  publishRelief: { place: '村公示栏' },
  objectToRelief: { from: '村民', content: '他家有车' },
  approveRelief: { document: '镇临救〔2026〕5号' },
  rejectRelief: { reason: 'NOT_QUALIFIED' },
  returnRelief: { reason: '材料不全' },
  withdrawRelief: { reason: '不再需要' },
  disburseRelief: { document: '惠农卡批次12' },
  confirmRelief: { signer: '王守田' },
  revokeRelief: { reason: '重复申报', document: '镇撤〔2026〕1号' },
  reviewPost: { result: 'CONTINUE', opinion: '在岗正常' },
}

/** Takes one step of an application as it stands now. */
export async function step(
  actor: Actor,
  applicationId: string,
  name: string,
  on: string,
  over: object = {},
  id?: string,
) {
  const row = await applicationRow(applicationId)
  const claim = name === 'applyRelief' ? { claimedYuan: String(Number(row?.claimed_fen ?? 0) / 100) } : {}
  return say(actor, name, { applicationId, version: row?.version ?? 1, on, ...USUAL[name], ...claim, ...over }, id)
}

/** An event of a household, past the application. */
export async function anEvent(
  household: BuiltHousehold,
  by: Actor,
  over: Record<string, unknown> = {},
): Promise<string> {
  const id = randomUUID()
  await insert('relief_event', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    event_no: `T-${id.slice(0, 12)}`,
    cause: 'ILLNESS',
    happened_on: '2026-02-01',
    total_fen: 2_000_000,
    policy_fen: 1_800_000,
    recorded_by: by.userId,
    recorded_by_name: by.name,
    recorded_at: '2026-02-02T02:00:00Z',
    ...over,
  })
  return id
}

/** An application that stands in a status, past the application. */
export async function anApplication(
  household: BuiltHousehold,
  eventId: string,
  by: Actor,
  over: Record<string, unknown> = {},
): Promise<string> {
  const id = (over.id as string) ?? randomUUID()
  await insert('relief_application', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    event_id: eventId,
    application_no: `T-${id.slice(0, 12)}`,
    line: 3,
    status: 'DRAFT',
    applicant_name: '王守田',
    manner: 'CASH',
    claimed_fen: 100_000,
    drafted_by: by.userId,
    last_step_on: '2026-03-01',
    ...over,
  })
  return id
}

/** Money in a township's fund, through the product's own command. */
export const fill = (actor: Actor, line: 3 | 5 | 6, yuan: string, over: object = {}) =>
  say(actor, 'payIn', {
    id: randomUUID(),
    regionCode: PLACES.township,
    line: String(line),
    source: 'BUDGET',
    year: 2026,
    on: '2026-01-05',
    amountYuan: yuan,
    document: '县财〔2026〕1号',
    ...over,
  })

/** Balances of the accounts of a region, by source. */
export async function balances(regionCode: string, line: number, year = 2026): Promise<Record<string, number>> {
  const { rows } = await owner().query(
    `SELECT source, fund_balance(county_code, id)::int AS fen FROM fund_account WHERE region_code = $1 AND line = $2 AND year = $3`,
    [regionCode, line, year],
  )
  return Object.fromEntries(rows.map(({ source, fen }) => [source, fen]))
}

/** A row of every kind that relief keeps of a household. */
export async function someRelief(household: BuiltHousehold, by: Actor): Promise<void> {
  const place = { county_code: household.countyCode, region_code: household.regionCode, household_id: household.id }
  const eventId = await anEvent(household, by)
  const applicationId = await anApplication(household, eventId, by)
  const recorded = { recorded_by: by.userId, recorded_by_name: by.name, recorded_at: '2026-03-01T02:00:00Z' }
  await insert('relief_settlement', {
    ...place,
    ...recorded,
    id: randomUUID(),
    event_id: eventId,
    kind: 'BASIC',
    amount_fen: 100,
    settled_on: '2026-03-01',
  })
  const marked = { marked_on: '2026-03-01', marked_by: by.userId, marked_by_name: by.name }
  await insert('relief_line_mark', {
    ...place,
    ...marked,
    event_id: eventId,
    line: 2,
    mark_no: 1,
    state: 'USED',
    reason: '已报',
  })
  await insert('relief_step', {
    ...place,
    application_id: applicationId,
    step_no: 1,
    step: 'draft',
    to_status: 'DRAFT',
    step_on: '2026-03-01',
    recorded_at: '2026-03-01T02:00:00Z',
    actor_id: by.userId,
    actor_name: by.name,
    record: '{}',
  })
  await insert('filial_contribution', {
    ...place,
    id: randomUUID(),
    parent_id: household.headId,
    child_name: '王小川',
    year: 2026,
    half: 1,
    paid_on: '2026-03-01',
    amount_fen: 100_000,
    bonus_fen: 10_000,
    collected_by: by.userId,
    collected_by_name: by.name,
    collected_at: '2026-03-01T02:00:00Z',
  })
}

type Person = keyof ReliefPeople
type Stage = { people: ReliefPeople; eventId: string; id: string }

/** What the people of a test do with the application that it is about; `at` says which one it is now. */
export function reliefDeeds(at: () => Stage) {
  const draft = (who: Person, line: number, yuan: string, over: object = {}) => {
    const { people, eventId, id } = at()
    const claim = { applicantName: '王守田', claimedYuan: yuan }
    return say(people[who], 'draftRelief', { id, eventId, line: String(line), on: '2026-03-01', ...claim, ...over })
  }
  const take = (who: Person, name: string, on: string, over: object = {}, command?: string) =>
    step(at().people[who], at().id, name, on, over, command)
  /** Drafts and brings an application up to a step. */
  const upTo = async (last: string, line: number, yuan: string, over: object = {}) => {
    expect(await draft('secretary', line, yuan, over)).toBe('done')
    const [decider, payer]: [Person, Person] = line === 3 || line === 6 ? ['clerk', 'office'] : ['office', 'clerk']
    const way: [Person, string, string][] = [
      ['secretary', 'applyRelief', '2026-03-02'],
      ['clerk', 'acceptRelief', '2026-03-03'],
      ['cadre', 'reviewRelief', '2026-03-04'],
      ...(line === 4 || line === 6 ? [['cadre', 'publishRelief', '2026-03-05'] as [Person, string, string]] : []),
      [decider, 'approveRelief', '2026-03-12'],
      [payer, 'disburseRelief', '2026-03-15'],
      ['cadre', 'confirmRelief', '2026-03-16'],
    ]
    for (const [who, name, on] of way) {
      expect([name, await take(who, name, on, name === 'applyRelief' ? over : {})]).toEqual([name, 'done'])
      if (name === last) return
    }
  }
  const answered = async (...lines: number[]) => {
    const { people, eventId } = at()
    for (const line of lines) {
      const mark = { eventId, line, state: 'NOT_APPLICABLE', reason: '不在范围' }
      expect(await say(people.cadre, 'markLine', mark)).toBe('done')
    }
  }
  return { draft, take, upTo, answered }
}
