import { owner } from '../builders'
import type { Setting, Trial } from './trial'

const withPhone = ({ household }: Setting) =>
  owner().query('UPDATE household SET phone_enc = $2 WHERE id = $1', [household.id, Buffer.alloc(40)])
const lookAtPhone = ({ household }: Setting) => ({
  householdId: household.id,
  field: 'phone',
  purpose: 'CALL',
  reason: '低保复核',
})

export const UNMASKING: Trial[] = [
  { deed: 'value.unmask', state: 'no proof', expected: 'rule', prepare: withPhone, input: lookAtPhone },
  { deed: 'value.unmask', state: 'proven', expected: 'done', fresh: true, prepare: withPhone, input: lookAtPhone },
]
