import type { SituationMember } from '@/lib/events/rules/situation'

type Kin = Pick<SituationMember, 'relation' | 'sex'>

const CHILD = ['SON', 'DAUGHTER']
const PARENT = ['FATHER', 'MOTHER']
const SPOUSES_PARENT = ['WIFES_FATHER', 'WIFES_MOTHER', 'HUSBANDS_FATHER', 'HUSBANDS_MOTHER']
const GRANDCHILD = ['GRANDSON', 'GRANDDAUGHTER']
const CHILD_IN_LAW = ['DAUGHTER_IN_LAW', 'SON_IN_LAW']

/** From whom one looks, whom one sees: the word for the latter. Both are named by their relation to the former head. */
function seen(head: Kin, { relation, sex }: Kin): string {
  const isMan = sex === 'M'
  const child = isMan ? 'SON' : 'DAUGHTER'
  const parent = isMan ? 'FATHER' : 'MOTHER'
  const grandchild = isMan ? 'GRANDSON' : 'GRANDDAUGHTER'
  const grandparent = isMan ? 'GRANDFATHER' : 'GRANDMOTHER'
  const inLaw =
    head.sex === 'M' ? (isMan ? 'WIFES_FATHER' : 'WIFES_MOTHER') : isMan ? 'HUSBANDS_FATHER' : 'HUSBANDS_MOTHER'
  const childInLaw = isMan ? 'SON_IN_LAW' : 'DAUGHTER_IN_LAW'
  if (head.relation === 'SPOUSE') {
    if (relation === 'HEAD') return 'SPOUSE'
    if ([...CHILD, ...GRANDCHILD, ...CHILD_IN_LAW].includes(relation)) return relation
    if (PARENT.includes(relation)) return inLaw
    if (SPOUSES_PARENT.includes(relation)) return parent
  }
  if (CHILD.includes(head.relation)) {
    if (relation === 'HEAD' || relation === 'SPOUSE') return parent
    if (CHILD.includes(relation)) return 'SIBLING'
    if (PARENT.includes(relation)) return grandparent
    if (GRANDCHILD.includes(relation)) return child
    if (CHILD_IN_LAW.includes(relation) && sex !== head.sex) return 'SPOUSE'
  }
  if (CHILD_IN_LAW.includes(head.relation)) {
    if (relation === 'HEAD' || relation === 'SPOUSE') return inLaw
    if (GRANDCHILD.includes(relation)) return child
  }
  if (PARENT.includes(head.relation)) {
    if (relation === 'HEAD') return child
    if (relation === 'SPOUSE') return childInLaw
    if (PARENT.includes(relation)) return 'SPOUSE'
    if (CHILD.includes(relation)) return grandchild
  }
  return 'OTHER'
}

/** How a member stands to a new head, as far as it follows from how both stood to the former; a proposal that the form lets change. */
export function relationUnder(head: Kin & { personId: string }, member: Kin & { personId: string }): string {
  return head.personId === member.personId ? 'HEAD' : seen(head, member)
}
