import { addDays } from '@/lib/platform/days'
import { insert, PLACES } from '../builders'
import { aLeave } from '../worklogs'
import type { Trial } from './trial'

let turn = 0
const day = () => addDays('2016-01-01', ++turn)

/** What somebody writes of himself names no place: it stands in his own village, wherever the household is. */
export const WORKLOGS: Trial[] = [
  {
    deed: 'workLog.write',
    state: 'new',
    expected: 'done',
    region: PLACES.village,
    beyond: 'done',
    input: ({ subjectId: id }) => ({ id, day: day(), presence: 'VILLAGE', kinds: ['VISITS'], content: 'A' }),
  },
  {
    deed: 'leave.ask',
    state: 'new',
    expected: 'done',
    region: PLACES.village,
    beyond: 'done',
    input: ({ subjectId: id }) => {
      const on = day()
      return { id, kind: 'PERSONAL', reason: 'A', fromOn: on, toOn: on }
    },
  },
  {
    deed: 'leave.decide',
    state: 'asked',
    expected: 'done',
    prepare: ({ subjectId: id, household }) => aLeave({ id }, household),
    input: ({ subjectId: leaveId }) => ({ leaveId, decision: 'GRANTED' }),
  },
  {
    deed: 'workKind.add',
    state: 'new',
    expected: 'done',
    region: PLACES.county,
    beyond: 'done',
    input: ({ subjectId }) => ({ nameZh: subjectId, nameEn: 'A' }),
  },
  {
    deed: 'workKind.end',
    state: 'of the county',
    expected: 'done',
    region: PLACES.county,
    prepare: ({ subjectId }) =>
      insert('work_kind', {
        code: subjectId.slice(0, 24),
        applies_to: '130799',
        name_zh: subjectId,
        name_en: 'A',
        sort_no: 999,
      }),
    input: ({ subjectId }) => ({ code: subjectId.slice(0, 24), endedOn: '2026-03-26' }),
  },
]
