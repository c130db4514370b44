import { addDays } from '@/lib/platform/days'
import type { Random } from './random'

const COUNTY = '130799'
const DAYS_BACK = 60
const DONE = [
  ['VISITS POLICY', '入户走访四户，讲解防返贫监测政策'],
  ['INDUSTRY', '到马铃薯基地看种薯出窖，联系销路'],
  ['JOBS', '联系用工企业，登记愿意外出的八人'],
  ['GUARANTEES', '核对两户饮水和住房情况'],
  ['FARMING', '逐户摸底种子、化肥、地膜'],
  ['EPIDEMIC', '村口值守，登记外来车辆'],
  ['PARTY', '召开党员大会，学习脱贫攻坚文件'],
  ['PAPERS', '整理户档和帮扶手册'],
  ['DISPUTES', '调解两户地界纠纷'],
] as const

type Row = Record<string, string | number | null | string[]>
type Officer = { id: string; name: string }
type Stage = { random: Random; today: string; village: string; writers: readonly Officer[]; clerk: Officer }

/** Two months of logs of those posted in the village of the story, but not of today, and leave: some granted, some to decide. */
export function worklogRows({ random, today, village, writers, clerk }: Stage) {
  const [work_log, work_leave]: [Row[], Row[]] = [[], []]
  for (const writer of writers) {
    const key = { county_code: COUNTY, region_code: village, user_id: writer.id, user_name: writer.name }
    const away = addDays(today, -random.int(12, 20))
    const back = addDays(away, random.int(1, 2))
    work_leave.push({
      ...key,
      id: random.uuid(),
      kind: 'PERSONAL',
      reason: '回家办事',
      from_on: away,
      to_on: back,
      asked_at: `${addDays(away, -3)}T01:00:00Z`,
      decision: 'GRANTED',
      decided_at: `${addDays(away, -2)}T01:00:00Z`,
      decided_by: clerk.id,
      decided_by_name: clerk.name,
    })
    work_leave.push({
      ...key,
      id: random.uuid(),
      kind: 'ANNUAL',
      reason: '年休假',
      from_on: addDays(today, 10),
      to_on: addDays(today, 12),
      asked_at: `${addDays(today, -1)}T01:00:00Z`,
      decision: null,
      decided_at: null,
      decided_by: null,
      decided_by_name: '',
    })
    for (let ago = DAYS_BACK; ago >= 1; ago--) {
      const day = addDays(today, -ago)
      if ((day >= away && day <= back) || !random.chance(0.82)) continue
      const [kinds, content] = random.one(DONE)
      const isAway = random.chance(0.08)
      const late = ago > 5 && random.chance(0.05) ? 4 : 0
      work_log.push({
        ...key,
        id: random.uuid(),
        day,
        presence: isAway ? 'ELSEWHERE' : 'VILLAGE',
        place: isAway ? '县里开会' : '',
        kinds: isAway ? ['PARTY'] : kinds.split(' '),
        content: isAway ? '参加全县脱贫攻坚调度会' : content,
        written_at: `${addDays(day, late)}T12:00:00Z`,
      })
    }
  }
  return { work_log, work_leave }
}
