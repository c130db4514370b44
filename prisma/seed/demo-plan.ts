import type { RegionRow } from '@/lib/regions/schema'
import { inventHousehold, inventPerson, type SampleHousehold, type SamplePerson, type SampleSettings } from './people'

export const STORY_VILLAGE = '130799104201'

export interface DemoHousehold {
  id: string
  regionCode: string
  householdNo: string
  nationalNo: string
  sample: SampleHousehold
  /** Named households of the demo's story; others are drawn. */
  story: Story | null
}

/** What must have happened to a household of the story, in days before today. */
export interface Story {
  key: 'wangShoutian' | 'liuGaimei' | 'guoCunshan' | 'chenXiulan' | 'sunGailian'
  lastVisitDaysAgo: number | 'beforePeriod'
}

export interface Profile {
  registered: number
  monitoredGeneral: number
  townships: number
  /** How far back visits go, and how many a quarter come on top of the one that is due. */
  visits: { monthsBack: number; extra: readonly [number, number] }
  /** Lines of the rectification ledger. */
  findings: number
}

export const PROFILES: Record<'full' | 'middle' | 'small', Profile> = {
  full: {
    registered: 16_000,
    monitoredGeneral: 645,
    townships: 12,
    visits: { monthsBack: 24, extra: [1, 1] },
    findings: 420,
  },
  middle: {
    registered: 1_600,
    monitoredGeneral: 60,
    townships: 12,
    visits: { monthsBack: 12, extra: [0, 0] },
    findings: 60,
  },
  small: {
    registered: 112,
    monitoredGeneral: 8,
    townships: 3,
    visits: { monthsBack: 12, extra: [0, 0] },
    findings: 24,
  },
}

/** Households of the demo county by village: those of the story first, then as many as the profile wants. */
export function planHouseholds(
  settings: SampleSettings,
  villages: readonly RegionRow[],
  profile: Profile,
): DemoHousehold[] {
  const { random } = settings
  const townships = new Set<string>()
  const wanted = [...villages].sort(
    (a, b) => Number(b.code.startsWith('130799104')) - Number(a.code.startsWith('130799104')),
  )
  const used = wanted.filter(({ code }) => {
    if (townships.size < profile.townships) townships.add(code.slice(0, 9))
    return townships.has(code.slice(0, 9))
  })
  const weights = used.map(({ code }) => [code, code === STORY_VILLAGE ? 4 : 0.5 + random.next()] as const)
  const counters = new Map<string, number>()
  const make = (regionCode: string, sample: SampleHousehold, story: Story | null): DemoHousehold => {
    const number = (counters.get(regionCode) ?? 0) + 1
    counters.set(regionCode, number)
    const place = `${regionCode.slice(7, 9)}${regionCode.slice(10, 12)}`
    return {
      id: random.uuid(),
      regionCode,
      householdNo: `QL-${place}-${String(number).padStart(3, '0')}`,
      nationalNo: `${regionCode}${String(number).padStart(4, '0')}`,
      sample,
      story,
    }
  }
  const households = storyHouseholds(settings).map(([story, sample]) => make(STORY_VILLAGE, sample, story))
  const poor = Math.round(profile.registered * 0.04)
  const unstable = Math.round(profile.registered * 0.024)
  const kinds = Array.from({ length: profile.registered - households.length }, (_, index) => {
    if (index < poor) return { status: 'NOT_EXITED', monitored: null }
    if (index < poor + unstable) return { status: 'EXITED', monitored: 'UNSTABLE_EXITED' }
    return { status: index % 10 === 0 ? 'EXITED_STABLE' : 'EXITED', monitored: null }
  })
  for (const kind of random.shuffled(kinds))
    households.push(make(random.weighted(weights), inventHousehold(settings, kind), null))
  for (let index = 0; index < profile.monitoredGeneral; index++) {
    const monitored = index % 5 === 4 ? 'SUDDEN_HARDSHIP' : index % 5 === 3 ? null : 'MARGINAL'
    households.push(
      make(random.weighted(weights), inventHousehold(settings, { status: 'NEVER_POOR', monitored }), null),
    )
  }
  return households
}

function storyHouseholds(settings: SampleSettings): [Story, SampleHousehold][] {
  const year = Number(settings.today.slice(0, 4))
  const base = (over: Partial<SampleHousehold>): SampleHousehold => ({
    ...inventHousehold(settings, { status: 'EXITED', monitored: null }),
    housingGrade: 'B',
    exitYear: 2018,
    identifiedOn: '2014-12-01',
    ...over,
  })
  const person = (
    relation: string,
    name: string,
    sex: 'M' | 'F',
    birthYear: number,
    over: Partial<SamplePerson> = {},
  ) => ({
    ...inventPerson(settings, { relation, sex, age: Math.max(1, year - birthYear) }),
    name,
    ...over,
  })
  const fixed = (member: SamplePerson, idNumber: string, birthDate: string): SamplePerson => {
    settings.usedIds.delete(member.idNumber)
    settings.usedIds.add(idNumber)
    return { ...member, idNumber, birthDate }
  }
  const line = settings.warningLineYuan
  const wang = [
    fixed(
      person('HEAD', '王守田', 'M', 1949, { health: ['CHRONIC'], labour: 'NONE', workArea: null, workMonths: null }),
      '990799194901010319',
      '1949-01-01',
    ),
    fixed(
      person('SPOUSE', '李桂兰', 'F', 1956, { health: ['HEALTHY'], labour: 'WEAK', workArea: null, workMonths: null }),
      '990799195608250027',
      '1956-08-25',
    ),
  ]
  const chronic = { health: ['CHRONIC'], labour: 'WEAK', workArea: null, workMonths: null }
  return [
    [
      { key: 'wangShoutian', lastVisitDaysAgo: 'beforePeriod' },
      base({
        groupName: '三组',
        mainCause: 'ILLNESS',
        incomeYuan: Math.round(line * 1.1),
        lastIncomeYuan: Math.round(line * 1.04),
        members: wang,
      }),
    ],
    [
      { key: 'liuGaimei', lastVisitDaysAgo: 27 },
      base({
        groupName: '一组',
        householdType: 'GENERAL_RURAL',
        povertyStatus: 'NEVER_POOR',
        exitYear: null,
        identifiedOn: null,
        mainCause: null,
        incomeYuan: Math.round(line * 1.06),
        lastIncomeYuan: Math.round(line * 1.2),
        members: [
          person('HEAD', '刘改梅', 'F', year - 52, chronic),
          person('SON', '王浩然', 'M', year - 24, {
            health: ['HEALTHY'],
            labour: 'ORDINARY',
            schooling: null,
            education: 'JUNIOR',
            workArea: 'COUNTY',
            workMonths: 7,
          }),
          person('MOTHER', '史玉兰', 'F', year - 78, chronic),
        ],
      }),
    ],
    [
      { key: 'guoCunshan', lastVisitDaysAgo: 34 },
      base({
        groupName: '二组',
        mainCause: 'LACK_SKILL',
        incomeYuan: Math.round(line * 1.15),
        lastIncomeYuan: Math.round(line * 1.25),
        members: [
          person('HEAD', '郭存善', 'M', year - 56, {
            health: ['HEALTHY'],
            labour: 'ORDINARY',
            workArea: 'PROVINCE',
            workMonths: 6,
          }),
        ],
      }),
    ],
    [
      { key: 'chenXiulan', lastVisitDaysAgo: 0 },
      base({
        groupName: '四组',
        mainCause: 'SCHOOLING',
        incomeYuan: Math.round(line * 1.3),
        lastIncomeYuan: Math.round(line * 1.22),
        members: [
          person('HEAD', '陈秀兰', 'F', year - 47, { health: ['HEALTHY'], labour: 'ORDINARY' }),
          person('SPOUSE', '高福山', 'M', year - 50, { health: ['HEALTHY'], labour: 'ORDINARY' }),
          person('SON', '高子轩', 'M', year - 20),
          person('DAUGHTER', '高佳怡', 'F', year - 13),
        ],
      }),
    ],
    [
      { key: 'sunGailian', lastVisitDaysAgo: 0 },
      base({
        groupName: '一组',
        householdType: 'GENERAL_RURAL',
        povertyStatus: 'NEVER_POOR',
        exitYear: null,
        identifiedOn: null,
        mainCause: null,
        monitoredType: 'MARGINAL',
        risks: ['ILLNESS'],
        incomeYuan: Math.round(line * 0.92),
        lastIncomeYuan: Math.round(line * 1.05),
        members: [
          person('HEAD', '孙改莲', 'F', year - 63, chronic),
          person('SPOUSE', '张满仓', 'M', year - 66, {
            health: ['SERIOUS_ILLNESS'],
            labour: 'LOST',
            workArea: null,
            workMonths: null,
          }),
        ],
      }),
    ],
  ]
}
