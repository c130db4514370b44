import { owner } from '../builders'
import { squares } from '../outlines'
import type { Setting, Trial } from './trial'

const townshipOf = ({ household }: Setting) => `${household.regionCode.slice(0, 9)}000`

/** The villages of a township by the trial that draws them. */
const villages = new Map<string, string[]>()

export const TABLES: Trial[] = [
  {
    deed: 'table.save',
    state: 'new',
    expected: 'done',
    beyond: 'done',
    input: ({ subjectId: id }) => ({ id, name: 'A', definition: { subject: 'findings', rows: 'source' } }),
  },
  {
    deed: 'outline.import',
    state: 'new',
    expected: 'done',
    prepare: async (at) => {
      const { rows } = await owner().query('SELECT code FROM region WHERE parent_code = $1', [townshipOf(at)])
      villages.set(
        at.subjectId,
        rows.map(({ code }) => code),
      )
    },
    input: (at) => ({
      id: at.subjectId,
      regionCode: townshipOf(at),
      file: squares(villages.get(at.subjectId) ?? ['A']),
      approvalNo: 'A',
      source: 'B',
      drawnOn: '2026-01-01',
      validFrom: '2026-01-01',
    }),
  },
]
