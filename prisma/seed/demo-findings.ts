import { proofsNeeded } from '@/lib/findings/catalogue'
import { WAY } from '@/lib/findings/lifecycle'
import { isDrawn } from '@/lib/findings/rules/draw'
import type { Category, FindingStatus, Source, StepName } from '@/lib/findings/schema'
import { addDays } from '@/lib/platform/days'
import type { DemoHousehold } from './demo-plan'
import { type Random, random as randomFrom } from './random'

const COUNTY = '130799'
/** 证据要照片的不带农户：演示县没有照片。 */
const PROBLEMS: readonly (readonly [Category, string, string])[] = [
  ['MEDICAL', '慢性病证没有办理', '已经办证，家庭医生已签约'],
  ['EDUCATION', '送教上门没有记录', '补齐送教记录，学校每月上门'],
  ['INCOME', '光伏分红没有到户', '分红已打到一卡通'],
  ['FILES', '一户一档缺签字', '已经补签归档'],
  ['SUPPORT', '帮扶措施与户情不符', '重新制定一户一策'],
  ['IDENTIFICATION', '收入核算不准', '重新核算并公示'],
]
const COMMON: readonly (readonly [Category, string, string])[] = [
  ['HOUSING', '危房改造后没有复鉴定', '已请住建局复鉴定'],
  ['WATER', '冬季管网冻堵', '管网深埋，冬季有人值守'],
  ['FUNDS', '资金拨付进度慢', '已经拨付到位'],
  ['PROJECT', '项目公示牌没有更新', '公示牌已经更新'],
  ['RESPONSIBILITY', '驻村工作队在岗天数不够', '按月通报在岗情况'],
  ['FILES', '政策明白卡没有更新', '明白卡已经入户更换'],
]
const SOURCES: readonly (readonly [Source, number])[] = [
  ['LOOK_BACK', 30],
  ['SELF_CHECK', 24],
  ['BATTLE_SUPERVISION', 16],
  ['PROVINCIAL_ASSESSMENT', 10],
  ['NATIONAL_ASSESSMENT', 6],
  ['DATA_AUDIT', 6],
  ['PETITION', 4],
  ['AUDIT', 4],
]
const ASPECTS = ['GUARANTEES', 'POLICIES', 'RESPONSIBILITY', 'SUPPORT_WORK', 'BASIC_WORK', 'PAST_FINDINGS'] as const
const RECHECK_SHARE = 0.1
/** What supervisors found in so many days was found in a session that the demo has. */
const SESSION_DAYS = 60
const SESSION_SEED = 20_260_618

type Row = Record<string, string | number | boolean | null | readonly string[] | Record<string, unknown>>
type Person = { id: string; name: string; unit: string }
type Stage = {
  random: Random
  today: string
  count: number
  households: readonly DemoHousehold[]
  townships: ReadonlyMap<string, string>
  people: { supervisor: Person; office: Person; leader: Person; township: Person }
}

/** Findings of the demo county as domain.md 9 counts them: 86 % closed, 4 % overdue, 3 % long-term, 5 % of the closed once reopened. */
export function findingRows({ random, today, count, households, townships, people }: Stage) {
  const finding: Row[] = []
  const finding_step: Row[] = []
  const finding_proof: Row[] = []
  const finding_recheck: Row[] = []
  const { supervisor, office, leader, township } = people
  const sessionIds = randomFrom(SESSION_SEED)
  const villages = [...new Set(households.map(({ regionCode }) => regionCode))]
  for (let index = 0; index < count; index++) {
    const share = index / count
    const kind: 'closed' | 'overdue' | 'longTerm' | 'open' =
      share < 0.86 ? 'closed' : share < 0.9 ? 'overdue' : share < 0.93 ? 'longTerm' : 'open'
    const ofHousehold = random.chance(0.6) && kind !== 'longTerm'
    const household = ofHousehold ? random.one(households) : null
    const regionCode = household?.regionCode ?? random.one(villages)
    const [category, title, done] = random.one(household ? PROBLEMS : COMMON)
    const id = random.uuid()
    const key = { county_code: COUNTY, region_code: regionCode, household_id: household?.id ?? null }
    const foundOn = addDays(today, -(kind === 'open' ? random.int(4, 20) : random.int(60, 420)))
    const dueOn =
      kind === 'overdue'
        ? addDays(today, -random.int(1, 40))
        : kind === 'closed'
          ? addDays(foundOn, 30)
          : addDays(today, random.int(2, 30))
    const open: readonly FindingStatus[] = ['REGISTERED', 'ASSIGNED', 'RECTIFYING', 'SUBMITTED', 'REVIEWED', 'VERIFIED']
    const status: FindingStatus =
      kind === 'closed' ? 'CLOSED' : kind === 'open' ? (open[index % open.length] as FindingStatus) : 'RECTIFYING'
    const at = WAY.indexOf(status)
    const reached = (step: FindingStatus) => at >= WAY.indexOf(step)
    const reopened = kind === 'closed' && index % 20 === 3 ? 1 : 0
    // The days of the way are spread between finding and today.
    const lastOn =
      kind === 'closed'
        ? ([addDays(foundOn, 22 + (index % 11)), addDays(today, -1)].sort()[0] as string)
        : addDays(today, -1)
    const span = Math.max(1, at)
    const dayOf = (step: FindingStatus) => {
      const days = Math.floor((Date.parse(lastOn) - Date.parse(foundOn)) / 86_400_000)
      return addDays(foundOn, Math.round((days * WAY.indexOf(step)) / span))
    }
    const unit = household || index % 3 ? `${townships.get(regionCode.slice(0, 9))}政府` : '县水务局'
    const owner = { id: township.id, name: township.name, unit }
    // The demo has no pictures: papers stand for them.
    const asked = proofsNeeded(category, household !== null)
    const needs = [...new Set(asked.map((kind) => (kind === 'PHOTO' ? 'DOCUMENT' : kind)))]
    const only = (step: FindingStatus, value: string | number | null) => (reached(step) ? value : null)
    const drawn = random.weighted(SOURCES)
    // Under battle supervision every other fresh finding comes from it.
    const source = kind === 'open' && index % 2 === 1 ? 'BATTLE_SUPERVISION' : drawn
    const isOfSession = source === 'BATTLE_SUPERVISION' && foundOn >= addDays(today, -SESSION_DAYS)
    finding.push({
      ...key,
      id,
      finding_no: `WT-${foundOn.slice(0, 4)}-${String(index + 1).padStart(4, '0')}`,
      source,
      origin_kind: isOfSession ? 'SESSION' : null,
      origin_id: isOfSession ? sessionIds.uuid() : null,
      source_year: Number(foundOn.slice(0, 4)),
      document: '',
      aspect: ASPECTS[index % ASPECTS.length] as string,
      category,
      level: index % 17 === 0 ? 'MAJOR' : index % 5 === 0 ? 'SERIOUS' : 'GENERAL',
      reach: household ? 'POINT' : 'COMMON',
      needs,
      title,
      content: '',
      found_on: foundOn,
      found_by: supervisor.id,
      found_by_name: supervisor.name,
      found_unit: supervisor.unit,
      hidden_digits: null,
      status,
      issued_digits: only('ASSIGNED', 6),
      issued_by: only('ASSIGNED', office.id),
      issued_on: only('ASSIGNED', dayOf('ASSIGNED')),
      unit: only('ASSIGNED', unit),
      leader: only('ASSIGNED', '包村领导'),
      person: only('ASSIGNED', owner.name),
      due_on: only('ASSIGNED', dueOn),
      requirement: '',
      goal: reached('RECTIFYING') ? '问题解决，不再反复' : '',
      measures: reached('RECTIFYING') ? '逐户核实\n限期改好\n专人负责' : '',
      is_long_term: kind === 'longTerm',
      milestones: kind === 'longTerm' ? '分年实施，每季度报一次进展' : '',
      submitted_by: only('SUBMITTED', owner.id),
      submitted_unit: only('SUBMITTED', owner.unit),
      submitted_on: only('SUBMITTED', dayOf('SUBMITTED')),
      similar_found: only('SUBMITTED', index % 4),
      similar_fixed: only('SUBMITTED', index % 4),
      reviewed_by: only('REVIEWED', office.id),
      verified_by: only('VERIFIED', supervisor.id),
      verified_unit: only('VERIFIED', supervisor.unit),
      closed_by: only('CLOSED', leader.id),
      closed_unit: only('CLOSED', leader.unit),
      closed_on: only('CLOSED', lastOn),
      closed_at: only(
        'CLOSED',
        `${lastOn}T${String(8 + (index % 9)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}:00+08:00`,
      ),
      reopened,
      pressed: kind === 'overdue' ? 2 : 0,
      last_step_on: kind === 'open' || kind === 'overdue' ? dayOf(status) : lastOn,
      version: at + 1 + reopened,
    })
    let stepNo = 0
    const keep = (step: StepName, to: FindingStatus, by: Person, on: string, record: Record<string, unknown>) => {
      stepNo++
      finding_step.push({
        ...key,
        finding_id: id,
        step_no: stepNo,
        step,
        to_status: to,
        step_on: on,
        recorded_at: `${on}T10:00:00+08:00`,
        actor_id: by.id,
        actor_name: by.name,
        actor_unit: by.unit,
        record,
      })
    }
    const say: Record<FindingStatus, () => void> = {
      REGISTERED: () => keep('register', 'REGISTERED', supervisor, foundOn, {}),
      ASSIGNED: () =>
        keep('assign', 'ASSIGNED', office, dayOf('ASSIGNED'), { unit, leader: '包村领导', person: owner.name, dueOn }),
      RECTIFYING: () => keep('accept', 'RECTIFYING', owner, dayOf('RECTIFYING'), { goal: '问题解决，不再反复' }),
      SUBMITTED: () => {
        if (reopened) keep('reopen', 'RECTIFYING', supervisor, dayOf('RECTIFYING'), { reason: '回访时问题又出现' })
        keep('submit', 'SUBMITTED', owner, dayOf('SUBMITTED'), {
          result: done,
          similarFound: index % 4,
          similarFixed: index % 4,
        })
      },
      REVIEWED: () => keep('review', 'REVIEWED', office, dayOf('REVIEWED'), { opinion: '材料齐全' }),
      VERIFIED: () => keep('verify', 'VERIFIED', supervisor, dayOf('VERIFIED'), { seen: done }),
      CLOSED: () => keep('close', 'CLOSED', leader, lastOn, { opinion: '同意销号' }),
    }
    for (const step of WAY.slice(0, at + 1)) say[step]()
    const shown = reached('VERIFIED')
      ? needs
      : reached('SUBMITTED')
        ? needs.filter((each) => each !== 'HOUSEHOLD_WORD')
        : []
    for (const proof of shown)
      finding_proof.push({
        ...key,
        id: random.uuid(),
        finding_id: id,
        round: reopened,
        kind: proof,
        reference: proof === 'HOUSEHOLD_WORD' ? '户主确认' : `佐证 ${index + 1} 号`,
        evidence_id: null,
        added_on: dayOf('SUBMITTED'),
        added_by: owner.id,
        added_by_name: owner.name,
      })
    if (status === 'CLOSED') {
      const seed = random.uuid()
      const drawn = isDrawn(seed, id, reopened, RECHECK_SHARE)
      const recheckBy = addDays(lastOn, 30)
      const isDone = drawn && recheckBy < today
      finding_recheck.push({
        ...key,
        finding_id: id,
        round: reopened,
        seed,
        share: String(RECHECK_SHARE),
        is_drawn: drawn,
        due_on: drawn ? recheckBy : null,
        result: isDone ? 'HOLDS' : null,
        done_on: isDone ? addDays(lastOn, 14) : null,
        done_by: isDone ? supervisor.id : null,
        done_by_name: isDone ? supervisor.name : null,
        note: isDone ? '入户看过，没有反复' : null,
      })
    }
  }
  return { finding, finding_step, finding_proof, finding_recheck }
}
