import { addDays, addMonths, ageOn } from '@/lib/platform/days'
import type { DemoMember } from './demo-relief'
import type { Random } from './random'

const COUNTY = '130799'
const SHARE = 0.03
const OWN_SHARE = 0.5
const BANKS = ['农村信用社', '农村信用社', '农村信用社', '邮政储蓄银行', '农业银行']
const [YOUNGEST, OLDEST] = [18, 65]

/** In the village of the story there is one of each: running, due soon, overdue, long overdue. */
const OWN_DUE = [40, 200, -12, -45]

type Row = Record<string, string | number | null>
type Officer = { id: string; name: string }
type Stage = {
  random: Random
  today: string
  households: readonly { id: string; regionCode: string }[]
  members: ReadonlyMap<string, readonly DemoMember[]>
  own: Officer & { regionCode: string }
  clerk: Officer
}

/** Loans of some households of the demo county: running, due soon, overdue, repaid, and put off or asked to be. */
export function loanRows({ random, today, households, members, own, clerk }: Stage) {
  const [microcredit_loan, loan_extension]: [Row[], Row[]] = [[], []]
  let seenOwn = 0
  for (const household of households) {
    const isOwn = household.regionCode === own.regionCode
    if (!random.chance(isOwn ? OWN_SHARE : SHARE)) continue
    const dueOn = addDays(today, isOwn ? (OWN_DUE[seenOwn % OWN_DUE.length] as number) : someDue(random))
    const lentOn = addMonths(dueOn, -random.one([12, 24, 24, 36]))
    const borrower = members
      .get(household.id)
      ?.find(({ birthDate }) => ageOn(birthDate, lentOn) >= YOUNGEST && ageOn(birthDate, lentOn) <= OLDEST)
    if (!borrower || lentOn > today) continue
    const key = { county_code: COUNTY, region_code: household.regionCode, household_id: household.id }
    const id = random.uuid()
    const fen = random.int(4, 10) * 500_000
    if (isOwn) seenOwn++
    const isRepaid = !isOwn && dueOn < addDays(today, 120) && random.chance(0.4)
    microcredit_loan.push({
      ...key,
      id,
      person_id: borrower.personId,
      bank: random.one(BANKS),
      amount_fen: fen,
      lent_on: lentOn,
      first_due_on: dueOn,
      due_on: dueOn,
      purpose: random.one(['PLANTING', 'BREEDING', 'BREEDING', 'PROCESSING', 'TRADE']),
      recorded_by: own.id,
      recorded_by_name: own.name,
      recorded_at: `${lentOn}T02:00:00Z`,
      repaid_on: isRepaid ? addDays(today, -random.int(1, 20)) : null,
      repaid_fen: isRepaid ? Math.round(fen * 1.04) : null,
      repaid_by: isRepaid ? own.id : null,
      repaid_by_name: isRepaid ? own.name : '',
    })
    if (isRepaid || dueOn > addDays(today, 60) || (!isOwn && !random.chance(0.5))) continue
    // The one that is due soon waits for a decision; whoever is overdue has not asked.
    if (isOwn && dueOn < today) continue
    const isGranted = !isOwn
    const askedOn = addDays(today, -random.int(3, 20))
    loan_extension.push({
      ...key,
      id: random.uuid(),
      loan_id: id,
      reason: random.one(['MARKET', 'NO_WORK', 'ILLNESS', 'DISASTER']),
      asked_on: askedOn,
      from_due_on: dueOn,
      new_due_on: addMonths(dueOn, 6),
      asked_by: own.id,
      asked_by_name: own.name,
      asked_at: `${askedOn}T02:00:00Z`,
      decision: isGranted ? 'GRANTED' : null,
      decided_on: isGranted ? addDays(askedOn, 2) : null,
      decided_by: isGranted ? clerk.id : null,
      decided_by_name: isGranted ? clerk.name : '',
    })
  }
  return { microcredit_loan, loan_extension }
}

const someDue = (random: Random) =>
  random.weighted([
    [random.int(61, 500), 5],
    [random.int(0, 60), 2],
    [-random.int(1, 30), 1],
    [-random.int(31, 90), 1],
  ])
