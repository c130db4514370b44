import { addDays } from '@/lib/platform/days'
import type { MeasureTypeRow } from '@/prisma/catalogue/read'
import type { DemoCase } from './demo-clues'
import { ANSWERS, SHARES, USUAL } from './demo-measures'
import type { DemoHousehold } from './demo-plan'
import { inventName } from './names'
import type { Random } from './random'

const COUNTY = '130799'
const FEN = 100

type Person = { id: string; name: string }
type Stage = {
  random: Random
  today: string
  types: readonly MeasureTypeRow[]
  /** Whoever keeps the story village, and the township's clerk who verifies. */
  own: { regionCode: string } & Person
  clerk: Person
  /** Working projects of a township, by its nine digits. */
  projects: ReadonlyMap<string, string>
}
type Row = Record<string, string | number | null>
type Status = 'PLANNED' | 'IN_PROGRESS' | 'DELIVERED' | 'CONFIRMED_BY_HOUSEHOLD' | 'CANCELLED'

const THIS_YEAR = [
  ['CONFIRMED_BY_HOUSEHOLD', 80],
  ['DELIVERED', 12],
  ['IN_PROGRESS', 6],
  ['CANCELLED', 2],
] as const
const LAST_YEAR = [
  ['CONFIRMED_BY_HOUSEHOLD', 97],
  ['DELIVERED', 2],
  ['CANCELLED', 1],
] as const
const AIMS = '风险消除，收入稳定超过监测范围，住房、饮水、上学、看病都有保障。'

const signerOf = (household: DemoHousehold) => household.sample.members[0]?.name ?? '户主'

/** Measures of two years and plans of monitored households of the demo county, as rows. */
export function supportRows(stage: Stage, households: readonly DemoHousehold[], cases: readonly DemoCase[]) {
  const { random, today, projects } = stage
  const types = new Map(stage.types.map((type) => [type.code, type]))
  const people = new Map<string, Person>([[stage.own.regionCode, stage.own]])
  const worker = (regionCode: string): Person => {
    const known = people.get(regionCode) ?? { id: random.uuid(), name: inventName(random, 'M', 1982) }
    people.set(regionCode, known)
    return known
  }
  const measure = (household: DemoHousehold, code: string, on: string, told: Status, links: Row = {}): Row => {
    const { yuan, source, unit, scale = '', effect = '' } = USUAL[code] as (typeof USUAL)[string]
    const type = types.get(code) as MeasureTypeRow
    const by = worker(household.regionCode)
    const amount = random.int(yuan[0] / 10, yuan[1] / 10) * 10
    const confirmedOn = addDays(on, random.int(0, 6))
    const status = told === 'CONFIRMED_BY_HOUSEHOLD' && confirmedOn > today ? 'DELIVERED' : told
    const isSigned = status === 'CONFIRMED_BY_HOUSEHOLD'
    const isGiven = status === 'DELIVERED' || isSigned
    const isBegun = status === 'IN_PROGRESS' || isGiven
    const isOff = status === 'CANCELLED'
    const plannedOn = isBegun ? addDays(on, -random.int(0, 20)) : on
    const room = random.int(5, 30)
    // What is still under way was to be done about now, whenever it began.
    const finishBy = addDays(status === 'IN_PROGRESS' && on < today ? addDays(today, -10) : on, room)
    const when = <T>(is: boolean, value: T) => (is ? value : null)
    return {
      county_code: COUNTY,
      id: random.uuid(),
      region_code: household.regionCode,
      household_id: household.id,
      type_code: code,
      title: type.nameZh,
      scale,
      unit,
      responsible: by.name,
      planned_on: plannedOn,
      finish_by: finishBy,
      started_on: when(isBegun, on),
      delivered_on: when(isGiven, on),
      counts_on: on,
      form: type.form,
      amount_fen: amount * FEN,
      fund_source: when(amount > 0, source),
      case_id: null,
      plan_id: null,
      project_id:
        type.category === 'INDUSTRY' && isBegun ? (projects.get(household.regionCode.slice(0, 9)) ?? null) : null,
      effect: isGiven ? effect : '',
      status,
      recorded_by: by.id,
      recorded_by_name: by.name,
      recorded_at: `${plannedOn < today ? plannedOn : addDays(today, -1)}T02:00:00Z`,
      started_by: when(isBegun, by.id),
      started_by_name: when(isBegun, by.name),
      delivered_by: when(isGiven, by.id),
      delivered_by_name: when(isGiven, by.name),
      confirmed_on: when(isSigned, confirmedOn),
      confirmed_by: when(isSigned, stage.clerk.id),
      confirmed_by_name: when(isSigned, stage.clerk.name),
      signer: when(isSigned, signerOf(household)),
      cancelled_on: when(isOff, on),
      cancelled_by: when(isOff, by.id),
      cancelled_by_name: when(isOff, by.name),
      cancel_reason: when(isOff, 'NOT_NEEDED'),
      version: 1,
      ...links,
    }
  }
  const year = Number(today.slice(0, 4))
  const support_measure = households
    .filter(({ sample }) => sample.povertyStatus !== 'NEVER_POOR')
    .flatMap((household) => [year - 1, year].flatMap((each) => yearOf(household, each)))

  function yearOf(household: DemoHousehold, each: number): Row[] {
    const codes = new Set<string>()
    const wanted = random.int(3, 7) + (random.chance(0.2) ? 1 : 0)
    while (codes.size < wanted) codes.add(random.weighted(SHARES))
    return [...codes].flatMap((code) => {
      const on = addDays(`${each}-01-01`, random.int(5, 360))
      // This year is not over: what has happened by now, and some plans for the months to come.
      if (on > today) return random.chance(0.25) ? [measure(household, code, on, 'PLANNED')] : []
      return [measure(household, code, on, random.weighted<Status>(each < year ? LAST_YEAR : THIS_YEAR))]
    })
  }

  const support_plan: Row[] = []
  for (const { id, household, risks, status, identifiedOn } of cases) {
    if (status === 'MONITORED') continue
    const by = worker(household.regionCode)
    const planId = random.uuid()
    support_plan.push({
      county_code: COUNTY,
      id: planId,
      region_code: household.regionCode,
      household_id: household.id,
      year: Number(identifiedOn.slice(0, 4)),
      case_id: id,
      aims: AIMS,
      helper: by.name,
      agreed_on: identifiedOn,
      signer: signerOf(household),
      made_by: by.id,
      made_by_name: by.name,
      made_at: `${identifiedOn}T02:00:00Z`,
      version: 1,
    })
    for (const code of new Set(risks.map((risk) => ANSWERS[risk] ?? 'SOC_VISIT'))) {
      const on = addDays(identifiedOn, random.int(2, 10))
      const given =
        status === 'RISK_REMOVED' ? 'CONFIRMED_BY_HOUSEHOLD' : random.one(['IN_PROGRESS', 'DELIVERED'] as const)
      support_measure.push(
        measure(household, code, on, on > today ? 'PLANNED' : given, { case_id: id, plan_id: planId }),
      )
    }
  }
  return { support_plan, support_measure }
}
