import { randomUUID } from 'node:crypto'
import * as above from '@/lib/identification/commands/above'
import * as monitoring from '@/lib/identification/commands/monitoring'
import * as removal from '@/lib/identification/commands/removal'
import { startProcedure } from '@/lib/identification/commands/start'
import * as village from '@/lib/identification/commands/village'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { anActor, anIncome, type BuiltHousehold, insert, owner, PLACES } from './builders'
import { aPhotoOn } from './evidence'
import { said } from './outbox'

/** An open exit procedure with its first step, of a household whatever its status. */
export async function aProcedure(household: BuiltHousehold, by: Actor): Promise<string> {
  const id = randomUUID()
  const place = { county_code: household.countyCode, region_code: household.regionCode, household_id: household.id }
  await insert('status_procedure', {
    ...place,
    id,
    procedure_no: `T-${id.slice(0, 12)}`,
    kind: 'EXIT',
    status: 'PLANNED',
    was_status: 'NOT_EXITED',
    plan_year: 2026,
    started_on: '2026-03-01',
    started_by: by.userId,
    last_step_on: '2026-03-01',
  })
  await insert('status_procedure_step', {
    ...place,
    procedure_id: id,
    step_no: 1,
    step: 'start',
    to_status: 'PLANNED',
    step_on: '2026-03-01',
    recorded_at: '2026-03-01T02:00:00Z',
    actor_id: by.userId,
    actor_name: by.name,
    record: '{}',
  })
  return id
}

const commands = { start: startProcedure, ...village, ...above, ...monitoring, ...removal } as unknown as Record<
  string,
  Command
>

/** Everybody who takes part in a procedure of the first village. */
export async function officers() {
  return {
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    secondClerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    leader: await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY'),
    neighbour: await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE'),
  }
}

export const NEVER_POOR = { household_type: 'GENERAL_RURAL', poverty_status: 'NEVER_POOR', exit_year: null }
export const POOR = { poverty_status: 'NOT_EXITED', exit_year: null, identified_on: '2016-12-01' }

export const procedureRow = async (id: string) =>
  (await owner().query('SELECT * FROM status_procedure WHERE id = $1', [id])).rows[0]

/** What the household's file says after a procedure. */
export const fileOf = async ({ id }: BuiltHousehold) =>
  (
    await owner().query(
      `SELECT household_type, poverty_status, identified_on::text, exit_year, main_cause, other_causes, relapsed_on::text, version FROM household WHERE id = $1`,
      [id],
    )
  ).rows[0]

/** The latest income and all six guarantees, as the register knows them. */
export async function known(household: BuiltHousehold, yuan: number | null, failing: string[] = [], checked = true) {
  if (yuan !== null) {
    await anIncome(household, 2025, yuan)
    await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [household.countyCode, household.id])
  }
  if (!checked) return
  for (const item of ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER']) {
    const fails = failing.includes(item)
    await owner().query(
      `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, fail_reason, checked_on)
       VALUES ($1, $2, $3::"GuaranteeItem", $4, $5::"GuaranteeResult", $6, '2026-02-01')`,
      [household.countyCode, household.id, item, household.regionCode, fails ? 'FAIL' : 'PASS', fails ? '漏雨' : ''],
    )
  }
}

export const start = (actor: Actor, household: BuiltHousehold, id: string, over: object = {}) =>
  execute(
    actor,
    startProcedure,
    {
      id,
      householdId: household.id,
      kind: 'IDENTIFICATION',
      startedOn: '2026-03-01',
      consent: true,
      wantedType: 'POOR_SUBSISTENCE',
      wantedCause: 'ILLNESS',
      wantedOtherCauses: ['LACK_LABOUR'],
      wantedStandard: 'NATIONAL',
      ...over,
    },
    { id: randomUUID() },
  )

const NO_TROUBLE = { troubleHousing: 'NO', troubleSchooling: 'NO', troubleWater: 'NO', troubleInsurance: 'NO' }

/** What each step is usually told. */
export const USUAL: Record<string, object> = {
  verifyProcedure: { officers: '王一、李二', compared: true },
  verifyMonitoring: {
    officers: '王一、李二',
    authorised: true,
    monitoredType: 'UNSTABLE_EXITED',
    risks: ['ILLNESS'],
    incomePerHead: '5,200',
    ...NO_TROUBLE,
  },
  dismissMonitoring: { officers: '王一、李二', reason: 'NO_RISK' },
  compareMonitoring: { departments: ['MEDICAL_SECURITY', 'CIVIL_AFFAIRS'], result: 'SAME', document: '比对单 12 号' },
  verifyRemoval: {
    officers: '王一、李二',
    incomePerHead: '9,800',
    goneStably: ['ILLNESS'],
    ...NO_TROUBLE,
    contactName: '赵村医',
    contactPhone: '13800001234',
  },
  agreeProcedure: { signer: '王守田' },
  appraiseProcedure: {
    place: '村委会',
    chair: '张三',
    should: 30,
    present: 24,
    votesFor: 20,
    votesAgainst: 3,
    votesAbstain: 1,
  },
  publishProcedure: { place: '村公示栏' },
  publishProcedureAgain: { place: '村公示栏' },
  objectToProcedure: { from: '村民', content: '他家有车' },
  reviewProcedure: { reviewers: '赵四、钱五、孙六' },
  approveProcedure: { document: '青脱贫组〔2026〕3号' },
  announceProcedure: { place: '县政府网站' },
  registerProcedure: { handbookNo: 'SC-1' },
  returnProcedure: { reason: '材料不全' },
  rejectProcedure: { reason: 'NOT_QUALIFIED' },
}

/** Takes one step as it stands now; answers 'done', the rule that spoke against it, or the wrong fields. */
export async function take(
  actor: Actor,
  procedureId: string,
  name: string,
  on: string,
  over: object = {},
  id: string = randomUUID(),
) {
  const version = (await procedureRow(procedureId))?.version ?? 1
  const photo = name === 'appraiseProcedure' && !('photo' in over) ? { photo: await aPhotoOn(actor, procedureId) } : {}
  const outcome = await execute(
    actor,
    commands[name] as Command,
    { procedureId, version, on, ...photo, ...USUAL[name], ...over },
    { id },
  )
  return !outcome.ok && outcome.kind === 'input' ? outcome.errors : said(outcome)
}

/** Takes a clue up as it stands now. */
export const takeUp = (actor: Actor, clueId: string, id: string, over: object = {}, commandId: string = randomUUID()) =>
  execute(
    actor,
    monitoring.startMonitoring,
    { id, clueId, version: 1, startedOn: '2026-03-20', ...over },
    { id: commandId },
  )

/** Proposes that a case's risk is removed. */
export const propose = (actor: Actor, caseId: string, id: string, over: object = {}) =>
  execute(
    actor,
    removal.startRemoval,
    { id, caseId, startedOn: '2026-03-01', mode: 'SUPPORT', ...over },
    { id: randomUUID() },
  )

/** A case of a household as it stands after its identification. */
export async function aCase(household: BuiltHousehold, over: object = {}): Promise<string> {
  const id = randomUUID()
  await insert('monitoring_case', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    case_no: `T-${id.slice(0, 12)}`,
    monitored_type: 'UNSTABLE_EXITED',
    risks: ['ILLNESS'],
    channel: 'VISIT',
    status: 'SUPPORTED',
    identified_on: '2025-06-01',
    plan_by: '2025-06-11',
    ...over,
  })
  return id
}

/** A case with its contact and one assessment. */
export async function aWatchedCase(household: BuiltHousehold, by: Actor): Promise<string> {
  const caseId = await aCase(household)
  const place = { county_code: household.countyCode, region_code: household.regionCode, household_id: household.id }
  await insert('monitoring_contact', {
    ...place,
    id: randomUUID(),
    case_id: caseId,
    name: '赵村医',
    phone_enc: Buffer.from([0]),
    named_on: '2026-03-01',
    named_by: by.userId,
  })
  await insert('case_assessment', {
    ...place,
    case_id: caseId,
    quarter: '2026Q1',
    risk_level: 'YELLOW',
    failing: [],
    assessed_on: '2026-03-01',
    assessed_by: by.userId,
    assessed_by_name: by.name,
    recorded_at: '2026-03-01T02:00:00Z',
  })
  return caseId
}
