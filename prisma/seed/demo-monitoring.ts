import type pg from 'pg'
import { clueDeadlines } from '@/lib/monitoring/rules/deadlines'
import type { ParameterRow } from '@/lib/parameters/schema'
import { addDays, daysBetween } from '@/lib/platform/days'
import { type DemoCase, type DemoClue, SHIPPED } from './demo-clues'
import { assessmentsOf, contactOf, type Person, quietHouseholds, recordOf, type Told } from './demo-monitoring-parts'
import { type DemoPhoto, loadPhotos } from './demo-photos'
import type { DemoHousehold } from './demo-plan'
import { insertRows } from './load-rows'
import { inventName } from './names'
import type { Random } from './random'

const COUNTY = '130799'

type Stage = {
  random: Random
  today: string
  households: readonly DemoHousehold[]
  clues: readonly DemoClue[]
  cases: readonly DemoCase[]
  parameters: readonly ParameterRow[]
  clerk: Person
  office: Person
}
type Row = Parameters<typeof insertRows>[2][number]
type Step = [name: string, to: string, on: string, by: Person, record: object]

const MONITORING = ['verify', 'compare', 'appraise', 'publish', 'review', 'approve'] as const
const REMOVAL = ['verify', 'appraise', 'publish', 'review', 'approve'] as const
const AFTER: Record<string, string> = {
  verify: 'VERIFIED',
  compare: 'COMPARED',
  appraise: 'APPRAISED',
  publish: 'PUBLISHED_1',
  review: 'TOWNSHIP_REVIEWED',
  approve: 'DONE',
}
/** Days from the start to each step, where there is time. */
const USUAL_DAYS: Record<string, number> = { verify: 1, compare: 3, appraise: 4, publish: 4, review: 10, approve: 11 }

/**
 * Procedures behind every case and removal, open ones in every state, contacts of removed cases and quarterly assessments; with clues of their
 * own for what is under way. Draws from a stream of its own, so that nothing else of the county changes.
 */
export function monitoringRows(stage: Stage) {
  const { random, today, cases, clues } = stage
  const out = { clue: [] as Row[], status_procedure: [] as Row[], status_procedure_step: [] as Row[] }
  const contacts: Row[] = []
  const photos: DemoPhoto[] = []
  const assessments: Row[] = []
  const villager = (): Person => ({ id: random.uuid(), name: inventName(random, 'M', 1978) })
  let number = 0

  const put = (household: DemoHousehold, kind: string, about: Row, startedOn: string, steps: readonly Step[]) => {
    const id = random.uuid()
    const last = steps.at(-1) as Step
    const by = (name: string) => steps.findLast(([step]) => step === name)?.[3].id ?? null
    const ended = last[1] === 'DONE' || last[1] === 'REJECTED'
    const place = { county_code: COUNTY, region_code: household.regionCode, household_id: household.id }
    out.status_procedure.push({
      ...place,
      id,
      procedure_no: `SB-${startedOn.slice(0, 4)}-${String(++number).padStart(4, '0')}`,
      kind,
      status: last[1],
      was_status: household.sample.povertyStatus,
      clue_id: null,
      case_id: null,
      opened_by: null,
      assignee_id: null,
      assignee_name: null,
      green_reason: null,
      identify_by: null,
      monitored_type: null,
      risks: [],
      no_labour: null,
      reject_reason: null,
      removal_mode: null,
      started_on: startedOn,
      started_by: (steps[0] as Step)[3].id,
      verified_by: by('verify'),
      reviewed_by: by('review'),
      approved_by: by('approve'),
      last_step_on: last[2],
      may_go_on_from: last[0] === 'publish' ? addDays(last[2], 6) : null,
      ended_on: ended ? last[2] : null,
      ...about,
    })
    for (const [index, [step, to, on, actor, told]] of steps.entries()) {
      let record = told
      if (step === 'appraise') {
        const photo = random.uuid()
        photos.push({
          id: photo,
          regionCode: household.regionCode,
          householdId: household.id,
          procedureId: id,
          on,
          by: actor,
        })
        record = { ...told, photo }
      }
      out.status_procedure_step.push({
        ...place,
        procedure_id: id,
        step_no: index + 1,
        step,
        to_status: to,
        step_on: on,
        recorded_at: `${on}T02:00:00Z`,
        actor_id: actor.id,
        actor_name: actor.name,
        record: record as Row[string],
      })
    }
  }

  /** The steps of a way up to one, spread over the days that there were. */
  const walk = (
    way: readonly string[],
    first: string,
    startedOn: string,
    endedOn: string,
    upTo: number,
    told: Told,
  ): Step[] => {
    const cadre = villager()
    const span = daysBetween(startedOn, endedOn)
    const posted = Math.max(0, span - 7)
    const finished: Record<string, number> = {
      verify: Math.floor(posted / 3),
      compare: Math.floor((2 * posted) / 3),
      appraise: posted,
      publish: posted,
      review: posted + 6,
      approve: span,
    }
    const day = (name: string) =>
      addDays(startedOn, upTo === way.length ? (finished[name] ?? 0) : Math.min(span, USUAL_DAYS[name] ?? 0))
    const who = (name: string) =>
      name === 'approve' ? stage.office : name === 'review' || name === 'compare' ? stage.clerk : cadre
    return [
      ['start', first, startedOn, cadre, told.start(cadre)],
      ...way.slice(0, upTo).map((name): Step => {
        const over = name === 'publish' ? { over: addDays(day(name), 6) } : {}
        return [
          name,
          AFTER[name] as string,
          day(name),
          who(name),
          { ...recordOf(random, name, day(name), told), ...over },
        ]
      }),
    ]
  }

  for (const each of cases) {
    const { household } = each
    const clue = clues.find(({ caseId }) => caseId === each.id)
    const said = { monitored_type: each.type, risks: each.risks, no_labour: false }
    const told = {
      type: each.type,
      risks: each.risks,
      incomeYuan: household.sample.incomeYuan,
      start: (cadre: Person) => ({ assignee: cadre.name, note: '' }),
    }
    if (clue) {
      const steps = walk(MONITORING, 'APPLIED', clue.openedOn, each.identifiedOn, MONITORING.length, told)
      put(
        household,
        'MONITORING',
        { ...said, clue_id: clue.id, case_id: each.id, identify_by: clue.identifyBy },
        clue.openedOn,
        steps,
      )
    }
    if (each.status === 'RISK_REMOVED' || each.status === 'REMOVAL_PROPOSED') {
      const endedOn = each.removedOn ?? today
      const upTo = each.removedOn ? REMOVAL.length : random.int(0, REMOVAL.length - 1)
      const begun = addDays(endedOn, -12)
      const removal = { ...told, start: () => ({ mode: 'SUPPORT', note: '' }) }
      const steps = walk(REMOVAL, 'PROPOSED', begun, endedOn, upTo, removal)
      put(household, 'RISK_REMOVAL', { case_id: each.id, removal_mode: 'SUPPORT' }, begun, steps)
      if (upTo > 0) contacts.push(contactOf(random, each, endedOn))
    }
    if (each.status !== 'RISK_REMOVED') assessments.push(...assessmentsOf(random, today, each))
  }
  for (const clue of clues.filter(({ status }) => status === 'DISMISSED')) {
    const [cadre, on] = [villager(), clue.decidedOn ?? clue.openedOn]
    const steps: Step[] = [
      ['start', 'APPLIED', clue.openedOn, cadre, { assignee: cadre.name, note: '' }],
      [
        'dismiss',
        'REJECTED',
        on,
        stage.office,
        { officers: [cadre.name, villager().name], reason: clue.dismissReason, note: clue.decisionNote },
      ],
    ]
    put(
      clue.household,
      'MONITORING',
      { clue_id: clue.id, identify_by: clue.identifyBy, reject_reason: clue.dismissReason },
      clue.openedOn,
      steps,
    )
  }
  for (const [index, household] of quietHouseholds(random, stage.households, clues).entries()) {
    const upTo = index % MONITORING.length
    const openedOn = addDays(today, -((USUAL_DAYS[MONITORING[upTo - 1] ?? ''] ?? 0) + random.int(1, 4)))
    const clueId = random.uuid()
    const { verifyBy, identifyBy } = clueDeadlines(
      { rows: stage.parameters, calendar: SHIPPED },
      household.regionCode,
      openedOn,
    )
    const opener = villager()
    out.clue.push({
      county_code: COUNTY,
      region_code: household.regionCode,
      household_id: household.id,
      id: clueId,
      source: index % 3 === 0 ? 'DEPARTMENT' : 'SELF_REPORT',
      opened_on: openedOn,
      opened_at: `${openedOn}T03:00:00Z`,
      opened_by: opener.id,
      verify_by: upTo > 0 ? identifyBy : verifyBy,
      identify_by: identifyBy,
      summary: index % 3 === 0 ? '医保推送：住院自付较高，请核实。' : '家里老人住院，请干部看看能不能帮。',
    })
    const found = { type: 'UNSTABLE_EXITED', risks: [random.one(['ILLNESS', 'UNSTABLE_EMPLOYMENT', 'SCHOOLING'])] }
    const green = index % 7 === 3 ? '急需手术押金，先申请临时救助。' : null
    const told = {
      ...found,
      incomeYuan: household.sample.incomeYuan,
      start: (cadre: Person) => ({ assignee: cadre.name, note: '', ...(green ? { green } : {}) }),
    }
    const steps = walk(MONITORING, 'APPLIED', openedOn, today, upTo, told)
    const cadre = (steps[0] as Step)[3]
    const said: Row = upTo > 0 ? { monitored_type: found.type, risks: found.risks, no_labour: false } : {}
    const about = {
      clue_id: clueId,
      opened_by: opener.id,
      assignee_id: cadre.id,
      assignee_name: cadre.name,
      green_reason: green,
      identify_by: identifyBy,
      ...said,
    }
    put(household, 'MONITORING', about, openedOn, steps)
  }
  return { ...out, monitoring_contact: contacts, case_assessment: assessments, photos, last: number }
}

/** Writes what `monitoringRows` drew; clues and procedures take the next numbers of their year. */
export async function loadProcedures(
  client: pg.ClientBase,
  { last, clue, photos, ...tables }: ReturnType<typeof monitoringRows>,
  { random, year }: { random: Random; year: number },
): Promise<void> {
  const taken = await client.query<{ last: number }>(
    `INSERT INTO running_number (county_code, kind, year, last) VALUES ($1, 'XS', $2, $3)
     ON CONFLICT (county_code, kind, year) DO UPDATE SET last = running_number.last + excluded.last RETURNING last`,
    [COUNTY, year, clue.length],
  )
  const first = (taken.rows[0]?.last ?? clue.length) - clue.length
  const numbered = clue.map((row, index) => ({
    ...row,
    clue_no: `XS-${year}-${String(first + index + 1).padStart(4, '0')}`,
  }))
  await insertRows(client, 'clue', numbered)
  await insertRows(client, 'status_procedure', tables.status_procedure)
  await loadPhotos(client, random, photos)
  for (const table of ['status_procedure_step', 'monitoring_contact', 'case_assessment'] as const)
    await insertRows(client, table, tables[table])
  await client.query(
    `INSERT INTO running_number (county_code, kind, year, last) SELECT $1, 'SB', y, $2 FROM generate_series($3::int - 2, $3::int) y`,
    [COUNTY, last, year],
  )
}
