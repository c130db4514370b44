import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import { readDisabilityCard } from '@/lib/households/rules/disability-card'
import { readIdNumber } from '@/lib/households/rules/id-number'
import { ageOn } from '@/lib/platform/days'
import { type CheckDay, type Figures, type HouseholdRule, once, perMember } from './rule'

/** What an ID number says, or why it cannot be one; null when there is none to read. */
function idOf(member: MemberFacts, today: string) {
  const number = member.idType === 'DISABILITY_CARD' ? member.idNumber?.slice(0, 18) : member.idNumber
  if (!number || !['RESIDENT_ID', 'DISABILITY_CARD'].includes(member.idType)) return null
  return readIdNumber(number, today)
}

function wrongNumber(member: MemberFacts, on: CheckDay): Figures | null {
  const read = idOf(member, on.today)
  if (member.idType === 'DISABILITY_CARD' && member.idNumber) {
    const whole = readDisabilityCard(member.idNumber, on.today)
    if (whole.kind === 'INVALID' && whole.reason === 'CARD_LENGTH')
      return { case: 'card', length: member.idNumber.length }
  }
  if (read?.kind === 'INVALID' && !read.reason.startsWith('BIRTH')) {
    return { case: read.reason === 'LENGTH' ? 'length' : 'digits', length: member.idNumber?.length ?? 0 }
  }
  if (!member.disabilityCardNo) return null
  const card = readDisabilityCard(member.disabilityCardNo, on.today)
  if (card.kind !== 'INVALID') return null
  return { case: card.reason === 'CARD_LENGTH' ? 'card' : 'digits', length: member.disabilityCardNo.length }
}

/** What a record says otherwise than the number of its ID card. */
export function againstNumber(
  said: Pick<MemberFacts, 'sex' | 'birthDate'>,
  number: Pick<MemberFacts, 'sex' | 'birthDate'>,
) {
  return { sex: said.sex !== number.sex, birthDate: said.birthDate !== number.birthDate }
}

/** Relations that only one sex can have. */
const MALE = [
  'SON',
  'SON_IN_LAW',
  'GRANDSON',
  'DAUGHTERS_SON',
  'FATHER',
  'WIFES_FATHER',
  'HUSBANDS_FATHER',
  'GRANDFATHER',
].concat(['MOTHERS_FATHER', 'NEPHEW', 'GREAT_GRANDSON'])
const FEMALE = ['DAUGHTER', 'DAUGHTER_IN_LAW', 'GRANDDAUGHTER', 'DAUGHTERS_DAUGHTER', 'MOTHER', 'WIFES_MOTHER'].concat([
  'HUSBANDS_MOTHER',
  'GRANDMOTHER',
  'MOTHERS_MOTHER',
  'BROTHERS_WIFE',
  'NIECE',
  'GREAT_GRANDDAUGHTER',
])

/** Whether a household lacks a head, and which of its members are a head or a spouse too many; the first of each is the right one. */
export function leadersOf<M extends { relation: string }>(members: readonly M[]) {
  const of = (relation: string) => members.filter((member) => member.relation === relation)
  const [heads, spouses] = [of('HEAD'), of('SPOUSE')]
  return { heads, spouses, isHeadless: members.length > 0 && heads.length === 0 }
}

function headFault({ members }: HouseholdFacts): Figures | null {
  const { heads, spouses, isHeadless } = leadersOf(members)
  const figures = { heads: heads.length, spouses: spouses.length }
  if (isHeadless) return { case: 'none', ...figures }
  if (heads.length > 1) return { case: 'heads', ...figures }
  return spouses.length > 1 ? { case: 'spouses', ...figures } : null
}

export const isCountWrong = (said: number, rows: number) => said !== rows

const sameSexCouple = (facts: HouseholdFacts) => {
  const head = facts.members.find((member) => member.relation === 'HEAD')
  return facts.members.find((member) => member.relation === 'SPOUSE' && member.sex === head?.sex)
}

export const IDENTITY_RULES: readonly HouseholdRule[] = [
  {
    id: 'R1',
    no: 1,
    severity: 'E',
    scope: 'PERSON',
    fields: ['idNumber', 'disabilityCardNo'],
    source: ['checks2021', 'checks2023'],
    clearedBy: 'VILLAGE',
    check: perMember(wrongNumber),
  },
  {
    id: 'R2',
    no: 2,
    severity: 'E',
    scope: 'PERSON',
    fields: ['birthDate', 'idNumber'],
    source: ['checks2021', 'checks2023'],
    parameters: ['quality.oldestAge'],
    clearedBy: 'VILLAGE',
    check: perMember((member, on): Figures | null => {
      if (member.birthDate > on.today) return { case: 'future' }
      const age = ageOn(member.birthDate, on.today)
      const oldest = on.value('quality.oldestAge')
      if (oldest !== null && age > oldest) return { case: 'old', age, oldest }
      const read = idOf(member, on.today)
      if (!read) return null
      if (read.kind === 'INVALID') return read.reason.startsWith('BIRTH') ? { case: 'number' } : null
      return againstNumber(member, read).birthDate ? { case: 'differs' } : null
    }),
  },
  {
    id: 'R3',
    no: 3,
    severity: 'E',
    scope: 'PERSON',
    fields: ['sex', 'idNumber'],
    source: ['checks2015'],
    clearedBy: 'VILLAGE',
    check: perMember((member, on) => {
      const read = idOf(member, on.today)
      return read && read.kind !== 'INVALID' && againstNumber(member, read).sex ? {} : null
    }),
  },
  {
    id: 'R4',
    no: 4,
    severity: 'E',
    scope: 'PERSON',
    fields: ['idNumber'],
    source: ['cleaning2017'],
    clearedBy: 'COUNTY',
    needs: 'BEYOND',
    check: (facts, _on, beyond) =>
      facts.members.flatMap(({ id }) => {
        const others = beyond?.sameNumber[id] ?? 0
        return others > 0 ? [{ personId: id, figures: { others } }] : []
      }),
  },
  {
    id: 'R5',
    no: 5,
    severity: 'E',
    scope: 'HOUSEHOLD',
    fields: ['relation'],
    source: ['checks2021'],
    clearedBy: 'VILLAGE',
    check: once(headFault),
  },
  {
    id: 'R6',
    no: 6,
    severity: 'W',
    scope: 'PERSON',
    fields: ['relation', 'sex'],
    source: ['cleaning2017'],
    clearedBy: 'VILLAGE',
    check: perMember((member, _on, facts) => {
      if (member.sex === 'F' ? MALE.includes(member.relation) : FEMALE.includes(member.relation))
        return { case: 'relation' }
      return sameSexCouple(facts)?.id === member.id ? { case: 'couple' } : null
    }),
  },
  {
    id: 'R7',
    no: 7,
    severity: 'E',
    scope: 'HOUSEHOLD',
    fields: ['members'],
    source: ['checks2021'],
    clearedBy: 'TOWNSHIP',
    check: once((facts, on) =>
      facts.isActive && !facts.members.some(({ diedOn }) => diedOn === null || diedOn > on.today) ? {} : null,
    ),
  },
  {
    id: 'R8',
    no: 8,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['members'],
    source: ['checks2015'],
    parameters: ['quality.manyMembers'],
    clearedBy: 'VILLAGE',
    check: once((facts, on) => {
      const many = on.value('quality.manyMembers')
      return many !== null && facts.members.length >= many ? { members: facts.members.length, many } : null
    }),
  },
  {
    id: 'R9',
    no: 9,
    severity: 'W',
    scope: 'PERSON',
    fields: ['relation', 'birthDate'],
    source: ['checks2015'],
    parameters: ['quality.headMinAge'],
    clearedBy: 'VILLAGE',
    check: perMember((member, on) => {
      const [age, least] = [ageOn(member.birthDate, on.today), on.value('quality.headMinAge')]
      return member.relation === 'HEAD' && least !== null && age < least ? { age, least } : null
    }),
  },
  {
    id: 'R10',
    no: 10,
    severity: 'E',
    scope: 'HOUSEHOLD',
    fields: ['memberCount'],
    source: ['checks2021'],
    clearedBy: 'VILLAGE',
    check: once((facts) =>
      isCountWrong(facts.memberCount, facts.members.length)
        ? { said: facts.memberCount, rows: facts.members.length }
        : null,
    ),
  },
]
