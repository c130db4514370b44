import { owner, PLACES } from '../builders'
import { aDeadline } from '../deadlines'
import type { Setting, Trial } from './trial'

const metOn =
  (day: string, reason: string | null = null) =>
  async ({ household, subjectId }: Setting) => {
    await aDeadline(household, { id: subjectId, due_on: '2026-03-20', amber_on: '2026-03-19', subject_id: subjectId })
    await owner().query(`UPDATE deadline SET status = 'MET', met_on = $2, late_reason = $3 WHERE id = $1`, [
      subjectId,
      day,
      reason,
    ])
  }
const explain = ({ subjectId: deadlineId }: Setting) => ({ deadlineId, reason: '大雪封路' })

/** Saying why something was done late: of what was late, once. */
export const DEADLINES: Trial[] = [
  {
    deed: 'calendar.set',
    state: 'a day',
    expected: 'done',
    region: PLACES.county,
    beyond: 'done',
    input: () => ({ day: '2027-01-01', kind: 'HOLIDAY', name: 'A', reason: 'ABCD' }),
  },
  { deed: 'deadline.explain', state: 'late', expected: 'done', prepare: metOn('2026-03-24'), input: explain },
  { deed: 'deadline.explain', state: 'in time', expected: 'rule', prepare: metOn('2026-03-20'), input: explain },
  {
    deed: 'deadline.explain',
    state: 'explained',
    expected: 'rule',
    prepare: metOn('2026-03-24', '停电一天'),
    input: explain,
  },
]
