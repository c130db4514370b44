import { RELATED } from '../builders'
import { squares } from '../outlines'
import type { Trial } from './trial'

const VILLAGES = [...new Set(Object.values(RELATED))]

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
    input: ({ household: { regionCode }, subjectId: id }) => ({
      id,
      regionCode: `${regionCode.slice(0, 9)}000`,
      file: squares(VILLAGES.filter((code) => code.startsWith(regionCode.slice(0, 9)))),
      approvalNo: 'A',
      source: 'B',
      drawnOn: '2026-01-01',
      validFrom: '2026-01-01',
    }),
  },
]
