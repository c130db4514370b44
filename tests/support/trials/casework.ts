import { randomUUID } from 'node:crypto'
import { aClue, owner } from '../builders'
import type { Setting, Trial } from './trial'

const pass = { result: 'PASS', reason: '' }
const six = { FOOD: pass, CLOTHING: pass, EDUCATION: pass, MEDICAL: pass, HOUSING: pass, WATER: pass }
const visit = ({ household }: Setting) => ({
  id: randomUUID(),
  householdId: household.id,
  visitedOn: '2026-03-25',
  peopleMet: ['HEAD'],
  guarantees: six,
})
const dismissal = ({ clueId }: Setting) => ({ clueId, version: 1, reason: 'FALSE_DATA' })
const dismissed = ({ clueId }: Setting) =>
  owner().query(
    `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'FALSE_DATA', decided_by = $2, decided_by_name = 'x', decided_on = '2026-03-22' WHERE id = $1`,
    [clueId, randomUUID()],
  )
const openClue = async (at: Setting) => {
  at.clueId = await aClue(at.household, at.opener)
}
const report = ({ household }: Setting) => ({ householdId: household.id, source: 'SELF_REPORT', summary: '住院' })

export const CASEWORK: Trial[] = [
  { deed: 'visit.log', state: 'no clue', expected: 'done', input: visit },
  { deed: 'visit.log', state: 'open clue', expected: 'done', prepare: openClue, input: visit },
  { deed: 'clue.open', state: 'no clue', expected: 'done', input: report },
  { deed: 'clue.open', state: 'open clue', expected: 'rule', prepare: openClue, input: report },
  { deed: 'clue.dismiss', state: 'open', expected: 'done', prepare: openClue, input: dismissal },
  {
    deed: 'clue.dismiss',
    state: 'dismissed',
    expected: 'rule',
    prepare: (at) => openClue(at).then(() => dismissed(at)),
    input: dismissal,
  },
]
