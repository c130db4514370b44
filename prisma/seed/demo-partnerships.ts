import { addDays } from '@/lib/platform/days'
import type { Random } from './random'

const COUNTY = '130799'
const COUNTY_CODE = '130799000000'
const SUPPORTERS = ['张家口市第一医院', '张家口市第二医院', '张家口市中医院', '张家口市妇幼保健院'] as const
const OF_COUNTY = [
  ['青岭县医院', 'COUNTY_HOSPITAL', 'SECOND'],
  ['青岭县中医院', 'TCM_HOSPITAL', 'SECOND'],
] as const
/** What a pair does in a quarter, at most. */
const OUTPUTS = [
  ['STAFF_SENT', 6],
  ['OUTPATIENTS', 900],
  ['FREE_CLINIC', 240],
  ['TRAINED', 60],
  ['OPERATIONS', 14],
  ['TRAININGS', 4],
] as const
const QUARTERS = 4
const QUARTER_DAYS = 91
/** Of a hundred patients so many were sent away before support, and are now. */
const REFERRALS = [
  [4, 40],
  [3, 28],
  [2, 19],
  [1, 11],
] as const

type Row = Record<string, string | number | null>
type Stage = {
  random: Random
  today: string
  townships: readonly { code: string; name: string }[]
  keeper: { id: string; name: string }
}

/**
 * Paired assistance of the demo county: hospitals of the city support its two hospitals and all health centres but the last, with a year of
 * outputs and four years of referrals. The names of the supporters are invented.
 */
export function partnershipRows({ random, today, townships, keeper }: Stage) {
  const [medical_unit, medical_pair, pair_output, referral_year]: [Row[], Row[], Row[], Row[]] = [[], [], [], []]
  const year = Number(today.slice(0, 4))
  const since = `${year - 3}-03-01`
  const recorded = { recorded_by: keeper.id, recorded_by_name: keeper.name }
  const units = [
    ...OF_COUNTY.map(([name, kind, grade]) => ({ name, kind, grade, region: COUNTY_CODE })),
    ...townships.map(({ code, name }) => ({
      name: `${name}卫生院`,
      kind: 'HEALTH_CENTRE',
      grade: 'FIRST',
      region: code,
    })),
  ]
  units.forEach((unit, index) => {
    const key = { county_code: COUNTY, region_code: unit.region }
    const id = random.uuid()
    const isHospital = unit.kind !== 'HEALTH_CENTRE'
    medical_unit.push({
      ...key,
      id,
      name: unit.name,
      kind: unit.kind,
      grade: unit.grade,
      counts_from: `${year - 5}-01-01`,
      closed_on: null,
    })
    const supporters = index === units.length - 1 ? [] : index === 0 ? [0, 2] : [index % SUPPORTERS.length]
    supporters.forEach((at, nth) => {
      const pairId = random.uuid()
      medical_pair.push({
        ...key,
        id: pairId,
        unit_id: id,
        supporter_name: SUPPORTERS[at] as string,
        supporter_grade: isHospital ? (nth === 0 ? 'TERTIARY_A' : 'TERTIARY') : 'SECOND',
        programme: !isHospital && index % 2 === 0 ? 'SPRING_RAIN' : 'ROUTINE',
        from_on: since,
        to_on: null,
        staff: isHospital ? 4 : 1,
        departments: isHospital ? '骨科、心内科' : '全科',
        techniques: isHospital ? '腹腔镜、溶栓' : '慢病管理',
        made_by: keeper.id,
        made_by_name: keeper.name,
      })
      for (let quarter = 0; quarter < QUARTERS; quarter++) {
        const to = addDays(today, -1 - quarter * QUARTER_DAYS)
        for (const [kind, most] of OUTPUTS.slice(0, isHospital ? OUTPUTS.length : 4))
          pair_output.push({
            ...key,
            id: random.uuid(),
            pair_id: pairId,
            kind,
            from_on: addDays(to, 1 - QUARTER_DAYS),
            to_on: to,
            amount: random.int(Math.ceil(most / 3), most),
            qualifier: kind === 'OUTPATIENTS' && random.chance(0.2) ? 'SURPLUS' : '',
            ...recorded,
            recorded_at: `${today}T01:00:00Z`,
          })
      }
    })
    if (isHospital)
      for (const [ago, share] of REFERRALS) {
        const treated = random.int(38_000, 46_000)
        referral_year.push({
          ...key,
          id: random.uuid(),
          unit_id: id,
          year: year - ago,
          treated,
          referred: Math.round((treated * share) / 100),
          source: `${year - ago}年卫生统计年报`,
          ...recorded,
          recorded_at: `${today}T01:00:00Z`,
        })
      }
  })
  return { medical_unit, medical_pair, pair_output, referral_year }
}
