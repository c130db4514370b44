import { randomUUID } from 'node:crypto'
import { anEvidence } from '../builders'
import { aPhoto, fileOf } from '../photos'
import type { Setting, Trial } from './trial'

const photo = await aPhoto({ width: 32, height: 24 })
const aPicture = ({ household }: Setting) => ({
  id: randomUUID(),
  householdId: household.id,
  subjectKind: 'HOUSEHOLD',
  subjectId: household.id,
  origin: 'ON_SITE',
  file: fileOf(photo),
})
const aPiece = ({ household }: Setting) => ({
  evidenceId: randomUUID(),
  householdId: household.id,
  sum: '00000000',
  no: 0,
  file: fileOf(photo),
})
const somebodysPicture = async (at: Setting) => {
  at.evidenceId = await anEvidence(at.household, at.opener)
}
const withdrawal = ({ evidenceId }: Setting) => ({ evidenceId, version: 1, reason: '拍错了户' })

export const EVIDENCE: Trial[] = [
  { deed: 'evidence.add', state: 'a photo', expected: 'done', input: aPicture },
  { deed: 'evidence.keepPiece', state: 'the first of a photo', expected: 'done', input: aPiece },
  {
    deed: 'evidence.withdraw',
    state: 'of another',
    expected: 'rule',
    doneFor: ['COUNTY_OFFICE'],
    prepare: somebodysPicture,
    input: withdrawal,
  },
]
