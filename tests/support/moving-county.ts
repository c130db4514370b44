import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { type Random, random } from '@/prisma/seed/random'
import { owner, PLACES, type Row } from './builders'
import {
  caseRow,
  closedRow,
  clueRow,
  contributionRow,
  findingRow,
  householdRow,
  literal,
  paidRows,
  put,
  visitRow,
} from './moving-rows'

const VILLAGES = [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage]
/** A county beside it, whose rows may not show in any figure of the first. */
const BEYOND = PLACES.trapCountyVillage
const STATUSES = ['NEVER_POOR', 'NOT_EXITED', 'EXIT_PLANNED', 'EXITED', 'EXITED_STABLE', 'RELAPSED']
const ITEMS = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER']
const AT_ONCE = 100

/** Rules of steps, which other tests attack: here rows only have to stand as commands leave them. */
const STEP_RULES: readonly (readonly [string, string])[] = [
  ['clue', 'clue_confirmed_by_procedure'],
  ['monitoring_case', 'monitoring_case_removed_by_procedure'],
  ['monitoring_case', 'monitoring_case_lifecycle'],
  ['finding', 'finding_lifecycle'],
  ['relief_application', 'relief_application_lifecycle'],
  ['relief_application', 'relief_application_money'],
]

type Household = {
  id: string
  region: string
  head: string
  isActive: boolean
  clue: string | null
  case: string | null
  members: { membership: string; person: string }[]
}
type Finding = { id: string; isClosed: boolean; region: string }
type Payout = { id: string; granted: number; isRevoked: boolean }

/** A county that lives: operations are drawn from a seed and left in the tables as the commands leave them, many in one transaction. */
export class MovingCounty {
  done = 0
  private readonly dice: Random
  private readonly households: Household[] = []
  private readonly findings: Finding[] = []
  private readonly payouts: Payout[] = []
  private readonly contributions = new Set<string>()

  constructor(
    seed: number,
    private readonly by: Actor,
  ) {
    this.dice = random(seed)
  }

  async open(): Promise<void> {
    for (const [table, rule] of STEP_RULES) await owner().query(`ALTER TABLE ${table} DISABLE TRIGGER ${rule}`)
  }

  /** So many operations on a day (in Shanghai). */
  async live(operations: number, day: string): Promise<void> {
    for (let left = operations; left > 0; left -= AT_ONCE) {
      const statements: string[] = [`SELECT set_config('app.today', '${day}', true)`]
      for (let n = Math.min(left, AT_ONCE); n > 0; ) {
        const operation = this.draw(day)
        if (operation.length === 0) continue
        statements.push(...operation)
        this.done++
        n--
      }
      // Statements sent together are one transaction.
      await owner().query(statements.join('; '))
    }
  }

  private draw(day: string): string[] {
    const { dice } = this
    const household = this.households.length > 0 ? dice.one(this.households) : null
    if (!household || dice.chance(this.households.length < 40 ? 0.4 : 0.04)) return this.arrives()
    return dice.weighted([
      [() => this.changesStatus(household), 3],
      [() => this.isVisited(household, day), 5],
      [() => this.isChecked(household, day), 3],
      [() => this.raisesClue(household, day), 4],
      [() => this.decidesClue(household, day), 3],
      [() => this.isMonitored(household, day), 3],
      [() => this.isRemoved(household, day), 2],
      [() => this.isFound(household, day), 3],
      [() => this.closesOrReopens(day), 4],
      [() => this.moves(household), 1],
      [() => this.ends(household, day), 1],
      [() => this.isPaid(household, day), 3],
      [() => this.paysBack(day), 1],
      [() => this.contributes(household, day), 2],
      [() => this.getsMember(household, day), 2],
      [() => this.losesMember(household, day), 2],
    ])()
  }

  private key({ id, region }: Pick<Household, 'id' | 'region'>): Row {
    return { county_code: region.slice(0, 6), region_code: region, household_id: id }
  }

  private no = () => `T-${this.dice.uuid().slice(0, 14)}`
  private where = ({ id, region }: Pick<Household, 'id' | 'region'>) =>
    `county_code = '${region.slice(0, 6)}' AND id = '${id}'`
  private pastDay = (day: string, most: number) => addDays(day, -this.dice.int(0, most))

  private person(household: Pick<Household, 'id' | 'region'>, relation: string, from: string) {
    const [person, membership] = [this.dice.uuid(), this.dice.uuid()]
    const place = { county_code: household.region.slice(0, 6), region_code: household.region }
    const statements = [
      put('person', { ...place, id: person, name: '王守田', sex: 'M', birth_date: '1954-03-12' }),
      put('membership', {
        ...place,
        id: membership,
        household_id: household.id,
        person_id: person,
        relation,
        valid_from: from,
      }),
    ]
    return { person, membership, statements }
  }

  private arrives(): string[] {
    const { dice } = this
    const region = dice.chance(0.1) ? BEYOND : dice.one(VILLAGES)
    const household = { id: dice.uuid(), region }
    const head = this.person(household, 'HEAD', '2014-01-01')
    this.households.push({ ...household, head: head.person, isActive: true, clue: null, case: null, members: [] })
    const row = householdRow(household, dice.one(STATUSES))
    return [put('household', row), ...head.statements]
  }

  private changesStatus(household: Household): string[] {
    return [`UPDATE household SET poverty_status = '${this.dice.one(STATUSES)}' WHERE ${this.where(household)}`]
  }

  private isVisited(household: Household, day: string): string[] {
    const { dice, by } = this
    const on = this.pastDay(day, 40)
    const visit = visitRow(this.key(household), { id: dice.uuid(), on, day, by })
    const last = `greatest(last_visited_on, '${on}'::date)`
    return [put('visit', visit), `UPDATE household SET last_visited_on = ${last} WHERE ${this.where(household)}`]
  }

  private isChecked(household: Household, day: string): string[] {
    const { dice } = this
    const result = dice.one(['PASS', 'PASS', 'FAIL'])
    const state = {
      ...this.key(household),
      item: dice.one(ITEMS),
      result,
      fail_reason: result === 'FAIL' ? '水管冻裂' : '',
      checked_on: day,
    }
    const again = 'result = EXCLUDED.result, fail_reason = EXCLUDED.fail_reason, checked_on = EXCLUDED.checked_on'
    return [`${put('guarantee_state', state)} ON CONFLICT (county_code, household_id, item) DO UPDATE SET ${again}`]
  }

  private raisesClue(household: Household, day: string): string[] {
    if (household.clue || household.case || !household.isActive) return []
    household.clue = this.dice.uuid()
    const told = { id: household.clue, no: this.no(), day, verifyBy: addDays(day, this.dice.int(0, 10)) }
    const clue = clueRow(this.key(household), this.by, told)
    return [put('clue', clue)]
  }

  private endsClue(household: Household, day: string, status: 'CONFIRMED' | 'DISMISSED'): string[] {
    const { clue } = household
    if (!clue) return []
    household.clue = null
    const [reason, led] = status === 'DISMISSED' ? ['NO_RISK', null] : [null, household.case]
    return [
      `UPDATE clue SET status = '${status}', dismiss_reason = ${literal(reason)}, case_id = ${literal(led)}, decided_on = '${day}', decided_by = '${this.dice.uuid()}', decided_by_name = 'A'
       WHERE ${this.where({ id: clue, region: household.region })}`,
    ]
  }

  private decidesClue(household: Household, day: string): string[] {
    return this.endsClue(household, day, 'DISMISSED')
  }

  private isMonitored(household: Household, day: string): string[] {
    if (household.case || !household.isActive) return []
    household.case = this.dice.uuid()
    const monitored = caseRow(this.key(household), { id: household.case, no: this.no(), day })
    return [
      put('monitoring_case', monitored),
      ...this.endsClue(household, day, 'CONFIRMED'),
      `UPDATE household SET monitored_type = 'MARGINAL' WHERE ${this.where(household)}`,
    ]
  }

  private isRemoved(household: Household, day: string): string[] {
    if (!household.case) return []
    const removed = `UPDATE monitoring_case SET status = 'RISK_REMOVED', removed_on = '${day}' WHERE ${this.where({ id: household.case, region: household.region })}`
    household.case = null
    return [removed, `UPDATE household SET monitored_type = NULL WHERE ${this.where(household)}`]
  }

  private isFound(household: Household, day: string): string[] {
    const { dice, by } = this
    const told = {
      id: dice.uuid(),
      no: this.no(),
      day,
      found: this.pastDay(day, 20),
      dueOn: addDays(day, dice.int(0, 30)),
    }
    const finding = findingRow(this.key(household), by, told)
    this.findings.push({ id: told.id, isClosed: false, region: household.region })
    return [put('finding', finding)]
  }

  private closesOrReopens(day: string): string[] {
    if (this.findings.length === 0) return []
    const finding = this.dice.one(this.findings)
    const { isClosed, id } = finding
    if (isClosed && this.dice.chance(0.6)) return []
    finding.isClosed = !isClosed
    const closed = closedRow(day, () => this.dice.uuid())
    const none = Object.fromEntries(Object.keys(closed).map((name) => [name, null]))
    const told = isClosed ? { ...none, status: 'RECTIFYING', due_on: addDays(day, 10) } : closed
    const set = Object.entries(told).map(([name, value]) => `${name} = ${literal(value)}`)
    if (isClosed) set.push('reopened = reopened + 1')
    return [`UPDATE finding SET ${set.join(', ')} WHERE id = '${id}'`]
  }

  private moves(household: Household): string[] {
    const to = this.dice.one(VILLAGES)
    if (to === household.region || household.region === BEYOND || !household.isActive) return []
    const moved = `UPDATE household SET region_code = '${to}' WHERE ${this.where(household)}`
    const along = `UPDATE person p SET region_code = '${to}' FROM membership m WHERE m.household_id = '${household.id}' AND m.person_id = p.id AND m.county_code = p.county_code`
    household.region = to
    return [moved, along]
  }

  private ends(household: Household, day: string): string[] {
    if (!household.isActive) return []
    const closed = [...this.endsClue(household, day, 'DISMISSED'), ...this.isRemoved(household, day)]
    household.isActive = false
    return [...closed, `UPDATE household SET is_active = false WHERE ${this.where(household)}`]
  }

  private isPaid(household: Household, day: string): string[] {
    const { dice } = this
    const claimed = dice.int(1, 9_000) * 100
    const told = { id: dice.uuid(), claimed, granted: dice.int(1, claimed), line: dice.one([3, 4]) }
    const days = { day, happenedOn: this.pastDay(day, 60), paidOn: this.pastDay(day, 30) }
    this.payouts.push({ id: told.id, granted: told.granted, isRevoked: false })
    return paidRows(this.key(household), this.by, { ...told, ...days, dice, no: this.no })
  }

  private paysBack(day: string): string[] {
    const payout = this.payouts.find(({ isRevoked }) => !isRevoked)
    if (!payout) return []
    payout.isRevoked = true
    const fen = this.dice.int(0, payout.granted)
    return [
      `UPDATE relief_application SET status = 'REVOKED', ended_on = '${day}', recovered_fen = ${fen} WHERE id = '${payout.id}'`,
    ]
  }

  private contributes(household: Household, day: string): string[] {
    const half = Number(day.slice(5, 7)) <= 6 ? 1 : 2
    const known = `${household.id} ${day.slice(0, 4)} ${half}`
    if (this.contributions.has(known)) return []
    this.contributions.add(known)
    const told = { id: this.dice.uuid(), parent: household.head, fen: this.dice.int(1, 30_000) * 10, day, half }
    return [put('filial_contribution', contributionRow(this.key(household), this.by, told))]
  }

  private counted = (household: Household) =>
    `SELECT refresh_households('${household.region.slice(0, 6)}', ARRAY['${household.id}'::uuid], now())`

  private getsMember(household: Household, day: string): string[] {
    const { statements, ...member } = this.person(household, 'SON', day)
    household.members.push(member)
    return [...statements, this.counted(household)]
  }

  private losesMember(household: Household, day: string): string[] {
    const member = household.members.pop()
    if (!member) return []
    return [`UPDATE membership SET valid_to = '${day}' WHERE id = '${member.membership}'`, this.counted(household)]
  }
}
