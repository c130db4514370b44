import { owner } from '../builders'
import type { Setting, Trial } from './trial'

const edit = ({ household }: Setting) => ({
  householdId: household.id,
  version: 1,
  base: { householdType: 'POOR_GENERAL' },
  householdType: 'POOR_GENERAL',
  address: '村西',
})
const movedMeanwhile = ({ household }: Setting) =>
  owner().query(`UPDATE household SET address = '村北', version = 2 WHERE id = $1`, [household.id])

export const REGISTER: Trial[] = [
  { deed: 'household.edit', state: 'as read', expected: 'done', input: edit },
  { deed: 'household.edit', state: 'moved meanwhile', expected: 'conflict', prepare: movedMeanwhile, input: edit },
]
