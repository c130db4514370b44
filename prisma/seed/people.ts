import { checkDigit } from '@/lib/households/rules/id-number'
import { inventName, inventSurname } from './names'
import type { Random } from './random'

export interface SamplePerson {
  name: string
  sex: 'M' | 'F'
  birthDate: string
  idNumber: string
  relation: string
  ethnicity: string
  politicalStatus: string
  education: string | null
  schooling: string | null
  health: string[]
  labour: string | null
  workArea: string | null
  workMonths: number | null
  medicalInsured: boolean
}

export interface SampleHousehold {
  groupName: string
  householdType: string
  povertyStatus: string
  identifiedOn: string | null
  exitYear: number | null
  mainCause: string | null
  monitoredType: string | null
  risks: string[]
  housingGrade: string
  incomeYuan: number
  lastIncomeYuan: number
  phone: string
  bankName: string
  bankAccount: string
  members: SamplePerson[]
}

export interface SampleSettings {
  random: Random
  today: string
  /** Yuan per person: the line to stay above, and the standard to have left poverty. */
  warningLineYuan: number
  exitLineYuan: number
  usedIds: Set<string>
  /** Which of the thousand sequence numbers of a day are drawn from, so that two sources never invent the same person. */
  sequences: readonly [number, number]
}

const ADDRESS = '990799'
const SUSPECT_RUN = '99999'
const CAUSES = [
  ['ILLNESS', 42],
  ['DISABILITY', 12],
  ['LACK_LABOUR', 18],
  ['LACK_CAPITAL', 10],
  ['LACK_SKILL', 8],
  ['SCHOOLING', 4],
  ['DISASTER', 2],
  ['LACK_LAND', 1],
  ['LACK_WATER', 1],
  ['LACK_MOTIVATION', 1],
  ['POOR_TRANSPORT', 1],
] as const
const RISKS = [
  ['ILLNESS', 48],
  ['DISABILITY', 14],
  ['LACK_LABOUR', 12],
  ['UNSTABLE_EMPLOYMENT', 11],
  ['SCHOOLING', 6],
  ['DISASTER', 4],
  ['ACCIDENT', 3],
  ['BUSINESS_FAILURE', 2],
] as const
const GROUPS = ['一组', '二组', '三组', '四组', '五组']
const BANKS = ['青岭县农村信用社', '青岭县邮政储蓄', '青岭县农业银行']
/** Median of 2020 over the warning line of that year. */
const MEDIAN_OVER_LINE = 7900 / 6000
const SPREAD = 0.38

/** A fictitious identity number that nobody has: province digits 99, right check digit, not used before. */
export function inventId(
  { random, usedIds, sequences }: Pick<SampleSettings, 'random' | 'usedIds' | 'sequences'>,
  birthDate: string,
  sex: 'M' | 'F',
): string {
  for (;;) {
    const sequence = random.int(sequences[0] / 2, (sequences[1] - 1) / 2) * 2 + (sex === 'M' ? 1 : 0)
    const first17 = ADDRESS + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0')
    const id = first17 + checkDigit(first17)
    if (usedIds.has(id) || id.includes(SUSPECT_RUN)) {
      if (usedIds.has(id)) birthDate = otherDay(random, birthDate)
      continue
    }
    usedIds.add(id)
    return id
  }
}

export function birthDateOf(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
}

/** A household as in the high plains of northern Hebei: old and small. */
export function inventHousehold(
  settings: SampleSettings,
  kind: { status: string; monitored: string | null },
): SampleHousehold {
  const { random, today, warningLineYuan, exitLineYuan } = settings
  const size = random.weighted([
    [1, 34],
    [2, 41],
    [3, 12],
    [4, 8],
    [5, 3.5],
    [6, 1.5],
  ] as const)
  const members = inventMembers(settings, size)
  const isGeneral = kind.status === 'NEVER_POOR'
  const isPoor = kind.status === 'NOT_EXITED' || kind.status === 'RELAPSED'
  const year = Number(today.slice(0, 4))
  const exitYear = kind.status.startsWith('EXITED')
    ? random.weighted([
        [2016, 10],
        [2017, 20],
        [2018, 40],
        [2019, 25],
        [2020, 5],
      ] as const)
    : null
  const income = incomeFor(random, { isPoor, isMonitored: kind.monitored !== null, warningLineYuan, exitLineYuan })
  const registeredIn = isPoor
    ? random.int(Math.max(2014, year - 3), year - 1)
    : random.weighted([
        [2014, 60],
        [2015, 20],
        [2016, 15],
        [2017, 5],
      ] as const)
  const sample: SampleHousehold = {
    groupName: random.one(GROUPS),
    householdType: isGeneral
      ? 'GENERAL_RURAL'
      : random.weighted([
          ['POOR_GENERAL', 60],
          ['POOR_SUBSISTENCE', 36],
          ['POOR_DESTITUTE', size === 1 ? 10 : 0],
        ] as const),
    povertyStatus: kind.status,
    identifiedOn: isGeneral ? null : `${exitYear === null ? registeredIn : Math.min(registeredIn, exitYear - 1)}-12-01`,
    exitYear,
    mainCause: isGeneral ? null : random.weighted(CAUSES),
    monitoredType: kind.monitored,
    risks: kind.monitored ? [random.weighted(RISKS)] : [],
    housingGrade: random.weighted([
      ['A', 38],
      ['B', 61],
      ['C', 0.8],
      ['D', 0.2],
    ] as const),
    incomeYuan: income,
    lastIncomeYuan: Math.round(income / (1.02 + random.next() * 0.12)),
    phone: `1900000${String(random.int(0, 9999)).padStart(4, '0')}`,
    bankName: random.one(BANKS),
    bankAccount: `99${digits(random, 17)}`,
    members,
  }
  return sample
}

function inventMembers(settings: SampleSettings, size: number): SamplePerson[] {
  const { random, today } = settings
  const year = Number(today.slice(0, 4))
  const headSex = random.chance(size === 1 ? 0.68 : 0.86) ? 'M' : 'F'
  const headAge =
    size <= 2
      ? random.weighted([
          [random.int(38, 59), 22],
          [random.int(60, 69), 38],
          [random.int(70, 79), 30],
          [random.int(80, 88), 10],
        ])
      : random.int(34, 68)
  const surname = inventSurname(random)
  const members = [inventPerson(settings, { relation: 'HEAD', sex: headSex, age: headAge, surname })]
  const other = headSex === 'M' ? 'F' : 'M'
  if (size >= 2) {
    if (random.chance(0.82)) {
      members.push(
        inventPerson(settings, { relation: 'SPOUSE', sex: other, age: Math.max(24, headAge - random.int(-2, 6)) }),
      )
    } else
      members.push(
        inventChild(settings, headAge, surname, random.int(Math.max(3, headAge - 45), Math.max(4, headAge - 22))),
      )
  }
  while (members.length < size) {
    const age =
      members.length === 4 && headAge > 45
        ? random.int(2, 15)
        : random.int(Math.max(2, headAge - 44), Math.max(6, headAge - 22))
    const isGrandchild = headAge - age > 44
    members.push(
      isGrandchild
        ? inventPerson(settings, grandchild(random, age, surname))
        : inventChild(settings, headAge, surname, age),
    )
  }
  return members.filter((member) => Number(member.birthDate.slice(0, 4)) <= year)
}

function inventChild(settings: SampleSettings, headAge: number, surname: string, age: number): SamplePerson {
  const sex = settings.random.chance(0.53) ? 'M' : 'F'
  return inventPerson(settings, {
    relation: sex === 'M' ? 'SON' : 'DAUGHTER',
    sex,
    age: Math.min(age, headAge - 20),
    surname,
  })
}

function grandchild(random: Random, age: number, surname: string) {
  const sex = random.chance(0.53) ? ('M' as const) : ('F' as const)
  return { relation: sex === 'M' ? 'GRANDSON' : 'GRANDDAUGHTER', sex, age, surname }
}

interface Wanted {
  relation: string
  sex: 'M' | 'F'
  age: number
  surname?: string
}

export function inventPerson(settings: SampleSettings, { relation, sex, age, surname }: Wanted): SamplePerson {
  const { random, today } = settings
  const birthYear = Number(today.slice(0, 4)) - Math.max(1, age)
  const drawn = `${birthYear}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
  const idNumber = inventId(settings, drawn, sex)
  const schooling = schoolOf(random, age)
  const health = healthOf(random, age)
  const labour = age < 16 || (schooling !== null && age < 23) ? 'NONE' : labourOf(random, age, health)
  const mayWork = (labour === 'ORDINARY' || labour === 'SKILLED') && age < 66
  const workArea = mayWork
    ? random.weighted([
        [null, 48],
        ['TOWNSHIP', 12],
        ['COUNTY', 14],
        ['PROVINCE', 17],
        ['OUTSIDE', 9],
      ] as const)
    : null
  return {
    name: inventName(random, sex, birthYear, surname),
    sex,
    birthDate: birthDateOf(idNumber),
    idNumber,
    relation,
    ethnicity: random.weighted([
      ['汉族', 97],
      ['满族', 2],
      ['蒙古族', 0.6],
      ['回族', 0.4],
    ] as const),
    politicalStatus: age >= 28 && random.chance(0.05) ? 'PARTY_MEMBER' : 'MASSES',
    education: schooling
      ? null
      : random.weighted([
          ['ILLITERATE', age > 60 ? 22 : 5],
          ['PRIMARY', 46],
          ['JUNIOR', 33],
          ['SENIOR', age < 60 ? 6 : 2],
          ['COLLEGE', age < 45 ? 3 : 0],
        ] as const),
    schooling,
    health,
    labour,
    workArea,
    workMonths: workArea ? random.int(3, 10) : null,
    medicalInsured: random.chance(0.995),
  }
}

function schoolOf(random: Random, age: number): string | null {
  if (age < 3) return 'BEFORE_SCHOOL'
  if (age < 6) return 'KINDERGARTEN'
  if (age < 12) return 'PRIMARY'
  if (age < 16) return 'JUNIOR'
  if (age < 18) return random.chance(0.6) ? 'SENIOR' : 'VOCATIONAL'
  if (age < 22) return random.chance(0.5) ? 'HIGHER' : null
  return null
}

function healthOf(random: Random, age: number): string[] {
  const sick = age >= 60 ? 1.35 : age >= 40 ? 0.9 : 0.25
  return random.weighted([
    [['HEALTHY'], 58],
    [['CHRONIC'], 27 * sick],
    [['SERIOUS_ILLNESS'], 5 * sick],
    [['DISABLED'], 8 * sick],
    [['CHRONIC', 'DISABLED'], 2 * sick],
  ])
}

function labourOf(random: Random, age: number, health: string[]): string {
  if (age >= 75)
    return random.weighted([
      ['NONE', 85],
      ['WEAK', 15],
    ] as const)
  if (age >= 65)
    return random.weighted([
      ['WEAK', 55],
      ['NONE', 45],
    ] as const)
  if (health.includes('DISABLED') || health.includes('SERIOUS_ILLNESS')) {
    return random.weighted([
      ['WEAK', 55],
      ['LOST', 35],
      ['ORDINARY', 10],
    ] as const)
  }
  return random.weighted([
    ['ORDINARY', 70],
    ['SKILLED', 9],
    ['WEAK', 21],
  ] as const)
}

function incomeFor(
  random: Random,
  {
    isPoor,
    isMonitored,
    warningLineYuan,
    exitLineYuan,
  }: { isPoor: boolean; isMonitored: boolean; warningLineYuan: number; exitLineYuan: number },
): number {
  if (isPoor) return Math.round(exitLineYuan * (0.725 + random.next() * 0.27))
  if (isMonitored) return Math.round(warningLineYuan * (0.67 + random.next() * 0.36))
  const drawn = warningLineYuan * MEDIAN_OVER_LINE * Math.exp(random.normal() * SPREAD)
  return Math.round(Math.max(warningLineYuan * 1.005, drawn))
}

function otherDay(random: Random, day: string): string {
  return `${day.slice(0, 5)}${two(random.int(1, 12))}-${two(random.int(1, 28))}`
}

const two = (value: number) => String(value).padStart(2, '0')
const digits = (random: Random, length: number) => Array.from({ length }, () => random.int(0, 9)).join('')
