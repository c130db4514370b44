import { nameGrams, namePinyin } from '@/lib/households/rules/names'
import { addDays } from '@/lib/platform/days'
import { blindIndex, seal } from '@/lib/platform/fields'
import type { DemoCase, DemoClue } from './demo-clues'
import { incomeDetails, personDetails, type Row } from './demo-details'
import type { DemoHousehold } from './demo-plan'
import type { DemoVisit } from './demo-visits'
import type { Random } from './random'

const COUNTY = '130799'
const fen = (yuan: number) => Math.round(yuan * 100)
/** An instant of a day in Asia/Shanghai. */
const at = (day: string, hour: number, minute = 0) =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`)

/** Rows of the register: households, persons, who belongs to whom, and two years of income. */
export function registerRows(
  random: Random,
  details: Random,
  households: readonly DemoHousehold[],
  lastVisits: ReadonlyMap<string, DemoVisit>,
  today: string,
) {
  const year = Number(today.slice(0, 4))
  const persons: Row[] = []
  const memberships: Record<string, string | null>[] = []
  const incomes: Row[] = []
  const rows = households.map((household) => {
    const { id, regionCode, sample } = household
    const head = sample.members[0] as (typeof sample.members)[number]
    const names = sample.members.map((member) => member.name)
    const spelled = namePinyin(head.name)
    for (const member of sample.members) {
      const personId = random.uuid()
      const pinyin = namePinyin(member.name)
      persons.push({
        county_code: COUNTY,
        id: personId,
        region_code: regionCode,
        name: member.name,
        name_pinyin: pinyin.full,
        name_initials: pinyin.initials,
        sex: member.sex,
        birth_date: member.birthDate,
        id_number_enc: seal('person', 'id_number', personId, member.idNumber),
        id_number_bidx: blindIndex('idNumber', member.idNumber),
        ethnicity: member.ethnicity,
        political_status: member.politicalStatus,
        education: member.education,
        schooling: member.schooling,
        health: member.health,
        labour: member.labour,
        work_area: member.workArea,
        work_months: member.workMonths,
        medical_insured: member.medicalInsured,
        ...personDetails(details, household, member, personId, today),
      })
      memberships.push({
        county_code: COUNTY,
        id: random.uuid(),
        region_code: regionCode,
        household_id: id,
        person_id: personId,
        relation: member.relation,
        valid_from: member.birthDate > '2014-01-01' ? member.birthDate : '2014-01-01',
      })
    }
    for (const [each, yuan] of [
      [year - 1, sample.incomeYuan],
      [year - 2, sample.lastIncomeYuan],
    ] as const) {
      incomes.push({
        county_code: COUNTY,
        household_id: id,
        year: each,
        region_code: regionCode,
        per_capita_income_fen: fen(yuan),
        source: 'LEDGER',
        ...incomeDetails(details, household, fen(yuan), today),
      })
    }
    const last = lastVisits.get(id)
    return {
      county_code: COUNTY,
      id,
      region_code: regionCode,
      household_no: household.householdNo,
      national_household_no: household.nationalNo,
      group_name: sample.groupName,
      household_type: sample.householdType,
      poverty_status: sample.povertyStatus,
      identified_on: sample.identifiedOn,
      exit_year: sample.exitYear,
      main_cause: sample.mainCause,
      identification_standard: sample.identifiedOn ? 'NATIONAL' : null,
      other_causes: [],
      monitored_type: sample.monitoredType,
      housing_grade: sample.housingGrade,
      phone_enc: seal('household', 'phone', id, sample.phone),
      phone_bidx: blindIndex('phone', sample.phone),
      bank_name: sample.bankName,
      bank_account_enc: seal('household', 'bank_account', id, sample.bankAccount),
      bank_account_bidx: blindIndex('bankAccount', sample.bankAccount),
      head_name: head.name,
      head_pinyin: spelled.full,
      head_initials: spelled.initials,
      name_grams: [...new Set(names.flatMap((name) => nameGrams(name, COUNTY)))],
      member_count: sample.members.length,
      per_capita_income_fen: fen(sample.incomeYuan),
      income_year: year - 1,
      last_visited_on: last?.visitedOn ?? null,
      next_visit_on: last?.nextVisitOn ?? null,
    }
  })
  return { household: rows, person: persons, membership: memberships, household_income: incomes }
}

/** Rows of visits, what they saw, and the promises made on some of them. */
export function visitRows(
  random: Random,
  visits: readonly DemoVisit[],
  lastVisits: ReadonlyMap<string, DemoVisit>,
  today: string,
) {
  const visit = visits.map((each) => {
    const hour = random.int(9, 17)
    const minute = random.int(0, 59)
    return {
      county_code: COUNTY,
      id: each.id,
      region_code: each.household.regionCode,
      household_id: each.household.id,
      visited_on: each.visitedOn,
      recorded_at: at(each.visitedOn, hour, minute),
      received_at: at(each.visitedOn, hour, Math.min(59, minute + 3)),
      visitor_id: each.visitorId,
      visitor_name: each.visitorName,
      visitor_role: each.visitorRole,
      people_met: each.peopleMet,
      guarantees: each.guarantees,
      income_change: each.incomeChange,
      note: each.note,
      next_visit_on: each.nextVisitOn,
    }
  })
  const visit_shock = visits.flatMap((each) =>
    each.shocks.map((shock) => ({
      county_code: COUNTY,
      id: shock.id,
      region_code: each.household.regionCode,
      visit_id: each.id,
      household_id: each.household.id,
      kind: shock.kind,
      total_fen: shock.totalFen,
      self_paid_fen: shock.selfPaidFen,
      note: shock.note,
    })),
  )
  const guarantee_state = [...lastVisits.values()].flatMap((each) =>
    Object.entries(each.guarantees).map(([item, { result, reason }]) => ({
      county_code: COUNTY,
      household_id: each.household.id,
      item,
      region_code: each.household.regionCode,
      result,
      fail_reason: reason,
      checked_on: each.visitedOn,
      visit_id: each.id,
    })),
  )
  return { visit, visit_shock, guarantee_state, visit_promise: promiseRows(random, lastVisits, today) }
}

const PROMISES = [
  '陪同办理慢性病证',
  '帮助申请临时救助',
  '联系乡卫生院上门体检',
  '送春耕种薯 200 斤',
  '帮助办理养老金认证',
  '联系扶贫车间安排零工',
  '协调修补羊圈',
]

function promiseRows(random: Random, lastVisits: ReadonlyMap<string, DemoVisit>, today: string) {
  const rows: Record<string, string | null>[] = []
  for (const visit of lastVisits.values()) {
    const { story, regionCode, id } = visit.household
    const isStory = story?.key === 'wangShoutian' || story?.key === 'guoCunshan'
    if (!isStory && !random.chance(0.09)) continue
    const content =
      story?.key === 'wangShoutian'
        ? '陪同办理慢性病证'
        : story?.key === 'guoCunshan'
          ? '送春耕种薯 200 斤'
          : random.one(PROMISES)
    const drawn = addDays(visit.visitedOn, random.int(5, 45))
    const dueOn = story?.key === 'wangShoutian' ? today : story?.key === 'guoCunshan' ? addDays(today, 2) : drawn
    const isKept = !isStory && dueOn < today && random.chance(0.8)
    rows.push({
      county_code: COUNTY,
      id: random.uuid(),
      region_code: regionCode,
      household_id: id,
      visit_id: visit.id,
      content,
      due_on: dueOn > visit.visitedOn ? dueOn : addDays(visit.visitedOn, 1),
      promised_by: visit.visitorId,
      promised_by_name: visit.visitorName,
      status: isKept ? 'KEPT' : 'OPEN',
      kept_on: isKept ? addDays(dueOn, -1) : null,
    })
  }
  return rows
}

/** Rows of clues, their signals and screenings, and cases; numbers run by the year in which each was opened. */
export function clueRows(
  random: Random,
  clues: readonly DemoClue[],
  cases: readonly DemoCase[],
  decider: { id: string; name: string },
  opener: { id: string },
) {
  const last = new Map<string, number>()
  const number = (kind: 'XS' | 'JC', day: string) => {
    const key = `${kind}-${day.slice(0, 4)}`
    last.set(key, (last.get(key) ?? 0) + 1)
    return `${key}-${String(last.get(key)).padStart(4, '0')}`
  }
  const place = (household: DemoHousehold) => ({
    county_code: COUNTY,
    region_code: household.regionCode,
    household_id: household.id,
  })
  const monitoring_case = [...cases]
    .sort((a, b) => (a.identifiedOn < b.identifiedOn ? -1 : 1))
    .map((each) => ({
      ...place(each.household),
      id: each.id,
      case_no: number('JC', each.identifiedOn),
      monitored_type: each.type,
      risks: each.risks,
      channel: each.channel,
      status: each.status,
      identified_on: each.identifiedOn,
      plan_by: each.planBy,
      removed_on: each.removedOn,
      removal_mode: each.removedOn ? 'SUPPORT' : null,
    }))
  const sorted = [...clues].sort((a, b) => (a.openedOn < b.openedOn ? -1 : 1))
  const clue = sorted.map((each) => ({
    ...place(each.household),
    id: each.id,
    clue_no: number('XS', each.openedOn),
    source: each.source,
    status: each.status,
    opened_on: each.openedOn,
    opened_at: at(each.openedOn, random.int(9, 17), random.int(0, 59)),
    opened_by: each.visit?.visitorId ?? opener.id,
    verify_by: each.verifyBy,
    identify_by: each.identifyBy,
    summary: each.summary,
    dismiss_reason: each.dismissReason,
    decision_note: each.decisionNote,
    decided_on: each.decidedOn,
    decided_by: each.status === 'OPEN' ? null : decider.id,
    decided_by_name: each.status === 'OPEN' ? null : decider.name,
    case_id: each.caseId,
  }))
  const crossed = sorted.flatMap((each) =>
    each.findings.filter((finding) => finding.outcome === 'CROSSED').map((finding) => ({ each, finding })),
  )
  const clue_signal = crossed.map(({ each, finding }) => ({
    ...place(each.household),
    id: random.uuid(),
    clue_id: each.id,
    visit_id: each.visit?.id ?? null,
    rule_id: finding.ruleId,
    figures: finding.figures,
    fired_on: each.openedOn,
  }))
  const visit_screening = sorted
    .filter((each) => each.visit !== null)
    .map((each) => ({
      ...place(each.household),
      visit_id: each.visit?.id ?? '',
      outcome: 'OPENED',
      clue_id: each.id,
      findings: each.findings,
      screened_on: each.openedOn,
    }))
  const running_number = [...last].map(([key, value]) => ({
    county_code: COUNTY,
    kind: key.slice(0, 2),
    year: Number(key.slice(3)),
    last: value,
  }))
  return { monitoring_case, clue, clue_signal, visit_screening, running_number }
}
