import type { FieldErrors } from '@/lib/platform/errors'

type Row = { row: number; relation: string; idNumber: string; sex: string; birthDate: string }

/** What rows of new members lack or say twice, by the path of their field; one head is named by the first row where there is none. */
export function newFamilyErrors(members: readonly Row[]): FieldErrors {
  const errors: FieldErrors = {}
  const at = (row: number, field: string) => `members[${row}].${field}`
  const heads = members.filter((member) => member.relation === 'HEAD')
  if (heads.length === 0)
    errors[at(members[0]?.row ?? 0, members.length === 0 ? 'name' : 'relation')] = { code: 'register.noHead' }
  for (const extra of heads.slice(1)) errors[at(extra.row, 'relation')] = { code: 'register.twoHeads' }
  for (const extra of members.filter((member) => member.relation === 'SPOUSE').slice(1)) {
    errors[at(extra.row, 'relation')] = { code: 'register.twoSpouses' }
  }
  const numbers = new Set<string>()
  for (const { row, relation, idNumber, sex, birthDate } of members) {
    if (relation === '') errors[at(row, 'relation')] ??= { code: 'register.relationNeeded' }
    if (idNumber !== '' && numbers.has(idNumber)) errors[at(row, 'idNumber')] = { code: 'register.numberTwice' }
    numbers.add(idNumber)
    if (idNumber !== '') continue
    if (sex === '') errors[at(row, 'sex')] = { code: 'register.sexNeeded' }
    if (birthDate === '') errors[at(row, 'birthDate')] = { code: 'register.birthNeeded' }
  }
  return errors
}
