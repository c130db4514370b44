import { addDays, daysBetween } from '@/lib/platform/days'
import { inventName } from './names'
import type { Random } from './random'

const COUNTY = '130799'
/** 任务、目标、做了什么、这一天前后应完成到. Codes as the migration ships them. */
const TASKS = [
  ['EPIDEMIC', '村口值守、外来人员登记不漏一人', '村口值守，外来车辆逐一登记', 30],
  ['SPECIAL_GROUPS', '残疾户、大病户、五保户逐户巩固', '逐户走访，列出要办的事', 22],
  ['GUARANTEES', '两不愁三保障动态清零', '入户核对住房、饮水、医保', 24],
  ['INDUSTRY', '马铃薯种薯基地 300 亩', '落实地块，签订种薯订单', 20],
  ['SPRING', '种子、化肥、地膜四月前到户', '逐户摸底，缺口报供销社', 35],
  ['LABOUR', '外出务工不少于上年', '送岗到户，联系用工企业', 26],
  ['WELFARE_POSTS', '公益岗位到人，按月考核', '核对护林、保洁岗位名单', 25],
  ['CONSUMPTION', '帮销农产品', '联系单位食堂订购土豆', 15],
  ['MICROCREDIT', '到期贷款逐户有办法', '核对到期户，受影响的办展期', 18],
  ['PUBLICITY', '政策讲到户，组织生活按期开', '召开党员大会，讲解防返贫政策', 28],
] as const
const WITHOUT = 0.06
const LATE = 0.25
/** The percentages above are those of the end of the first quarter. */
const QUARTER_DAYS = 90

type Row = Record<string, string | number | null>
type Stage = {
  random: Random
  today: string
  villages: readonly { code: string; name: string }[]
  own: { regionCode: string; id: string; name: string }
}

/** This year's plans of the demo county's villages but a few, with their ten tasks, what was done for them, and labour reports. */
export function yearplanRows({ random, today, villages, own }: Stage) {
  const [village_plan, village_task, village_task_entry, labour_report]: [Row[], Row[], Row[], Row[]] = [[], [], [], []]
  const year = Number(today.slice(0, 4))
  const passed = daysBetween(`${year}-01-01`, today)
  villages.forEach(({ code }) => {
    const isOwn = code === own.regionCode
    if (!isOwn && random.chance(WITHOUT)) return
    const key = { county_code: COUNTY, region_code: code }
    const id = random.uuid()
    const secretary = isOwn ? own.name : inventName(random, 'M', 1978)
    const by = { recorded_by: own.id, recorded_by_name: secretary, recorded_at: `${today}T01:00:00Z` }
    village_plan.push({
      ...key,
      id,
      year,
      secretary,
      aims: '已脱贫人口不返贫，一般户不致贫',
      made_by: own.id,
      made_by_name: secretary,
      made_at: `${year}-01-05T02:00:00Z`,
    })
    const isLate = !isOwn && random.chance(LATE)
    TASKS.forEach(([kind, target, done, percent], index) => {
      const taskId = random.uuid()
      village_task.push({
        ...key,
        id: taskId,
        plan_id: id,
        kind_code: kind,
        task_no: index + 1,
        owner: secretary,
        target,
        starts_on: `${year}-01-01`,
        ends_on: `${year}-12-31`,
      })
      if (passed < 1 || (isLate && random.chance(0.7))) return
      village_task_entry.push({
        ...key,
        id: random.uuid(),
        task_id: taskId,
        done_on: addDays(today, -random.int(0, Math.min(20, passed))),
        percent: Math.min(100, Math.max(1, Math.round((percent * passed) / QUARTER_DAYS) + random.int(-4, 12))),
        content: done,
        document: '',
        ...by,
      })
    })
    if (passed < 10 || !(isOwn || random.chance(0.3))) return
    const [outside, province, county] = [random.int(20, 80), random.int(30, 120), random.int(30, 120)]
    labour_report.push({
      ...key,
      id: random.uuid(),
      plan_id: id,
      as_of: addDays(today, -7),
      total: outside + province + county,
      outside,
      province: isOwn ? null : province,
      county: isOwn ? null : county,
      combined: isOwn ? province + county : null,
      source: '村级摸底',
      ...by,
    })
  })
  return { village_plan, village_task, village_task_entry, labour_report }
}
