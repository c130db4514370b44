import { randomUUID } from 'node:crypto'
import * as above from '@/lib/identification/commands/above'
import { startProcedure } from '@/lib/identification/commands/start'
import * as village from '@/lib/identification/commands/village'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { anActor, anIncome, type BuiltHousehold, insert, owner, PLACES } from './builders'
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

const commands = { start: startProcedure, ...village, ...above } as unknown as Record<string, Command>

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

/** What each step is usually told. */
export const USUAL: Record<string, object> = {
  verifyProcedure: { officers: '王一、李二', compared: true },
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
  const outcome = await execute(
    actor,
    commands[name] as Command,
    { procedureId, version, on, ...USUAL[name], ...over },
    { id },
  )
  return !outcome.ok && outcome.kind === 'input' ? outcome.errors : said(outcome)
}
