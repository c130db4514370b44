import { addDays } from '@/lib/platform/days'
import type { Random } from './random'

const COUNTY = '130799'
const FEN_OF_10_000 = 1_000_000

const PROJECTS = [
  ['肉羊养殖小区', 'INDUSTRY', '农业农村局', 380, 60],
  ['脱毒马铃薯繁育基地', 'INDUSTRY', '农业农村局', 620, 120],
  ['设施蔬菜大棚', 'INDUSTRY', '农业农村局', 450, 80],
  ['草莓育苗棚', 'INDUSTRY', '农业农村局', 260, 40],
  ['村级光伏电站', 'INDUSTRY', '发改局', 1_180, 210],
  ['肉鸡养殖场', 'INDUSTRY', '农业农村局', 540, 95],
  ['帮扶车间改造', 'EMPLOYMENT', '人社局', 120, 36],
  ['通村道路硬化', 'INFRASTRUCTURE', '交通局', 860, 150],
  ['农田灌溉管网', 'INFRASTRUCTURE', '水务局', 410, 130],
  ['饮水安全巩固提升', 'INFRASTRUCTURE', '水务局', 300, 240],
  ['村卫生室设备', 'PUBLIC_SERVICE', '卫健局', 90, 300],
  ['互助幸福院', 'PUBLIC_SERVICE', '民政局', 160, 48],
] as const
const STATUSES = [
  'POOL',
  'APPROVED',
  'FUNDED',
  'TENDERED',
  'STARTED',
  'COMPLETED',
  'ACCEPTED',
  'HANDED_OVER',
  'OPERATING',
] as const
const SOURCES = ['CENTRAL', 'PROVINCE', 'COUNTY', 'EAST_WEST'] as const
const STARTED = STATUSES.indexOf('STARTED')
const COMPLETED = STATUSES.indexOf('COMPLETED')

type Row = Record<string, string | number | null>
type Stage = {
  random: Random
  today: string
  townships: readonly { code: string; name: string }[]
  keeper: { id: string; name: string }
}

/** Projects of the demo county in every status, with their money by source and their record. */
export function projectRows({ random, today, townships, keeper }: Stage) {
  const support_project: Row[] = []
  const support_project_fund: Row[] = []
  const support_project_step: Row[] = []
  const year = Number(today.slice(0, 4))
  PROJECTS.forEach(([name, kind, office, wan, reach], index) => {
    const place = townships[index % townships.length] as Stage['townships'][number]
    const at = (index * 5) % STATUSES.length
    const key = { county_code: COUNTY, region_code: place.code }
    const id = random.uuid()
    const enteredOn = `${year - 1}-0${1 + (index % 3)}-15`
    const days = STATUSES.slice(0, at + 1).map((_, step) => addDays(enteredOn, step * 38))
    const lastOn = days.map((day) => (day > today ? today : day)).at(-1) as string
    const funds = (at < 1 ? SOURCES.slice(0, 1) : SOURCES.slice(0, 2 + (index % 3))).map((source, nth) => {
      const planned = Math.round(wan / (nth === 0 ? 2 : 2 * (1 + (index % 3)))) * FEN_OF_10_000
      const arrived =
        at < STATUSES.indexOf('FUNDED') ? 0 : nth === 0 || at > STARTED ? planned : Math.round(planned * 0.6)
      const disbursed = at < STARTED ? 0 : at >= COMPLETED ? Math.round(arrived * 0.96) : Math.round(arrived * 0.4)
      return { ...key, project_id: id, source, planned_fen: planned, arrived_fen: arrived, disbursed_fen: disbursed }
    })
    const sum = (column: 'planned_fen' | 'arrived_fen' | 'disbursed_fen') =>
      funds.reduce((total, fund) => total + fund[column], 0)
    const dayOf = (step: number) => (at >= step ? ([days[step] as string, today].sort()[0] as string) : null)
    support_project_fund.push(...funds)
    support_project.push({
      ...key,
      id,
      project_no: `XM-${year - 1}-${String(index + 1).padStart(3, '0')}`,
      name: `${place.name}${name}`,
      batch: `${year - 1}年第${index % 2 === 0 ? '一' : '二'}批`,
      kind,
      unit: `县${office}`,
      responsible: keeper.name,
      link: kind === 'INDUSTRY' ? '土地流转、务工、分红' : '',
      status: STATUSES[at] as string,
      progress: at >= COMPLETED ? 100 : at === STARTED ? 55 : 0,
      planned_fen: sum('planned_fen'),
      arrived_fen: sum('arrived_fen'),
      disbursed_fen: sum('disbursed_fen'),
      wanted_households: reach,
      wanted_persons: reach * 2,
      entered_on: enteredOn,
      started_on: dayOf(STARTED),
      completed_on: dayOf(COMPLETED),
      last_step_on: lastOn,
      version: 1,
    })
    days.forEach((day, step) => {
      support_project_step.push({
        ...key,
        project_id: id,
        step_no: step + 1,
        to_status: STATUSES[step] as string,
        step_on: day > today ? today : day,
        recorded_at: `${day > today ? today : day}T02:00:00Z`,
        actor_id: keeper.id,
        actor_name: keeper.name,
        progress: step >= COMPLETED ? 100 : 0,
        document: '',
        note: '',
      })
    })
  })
  return { support_project, support_project_fund, support_project_step }
}
