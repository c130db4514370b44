import { insert, owner } from '../builders'
import { squares } from '../outlines'
import type { Setting, Trial } from './trial'

const townshipOf = ({ household }: Setting) => `${household.regionCode.slice(0, 9)}000`

/** The villages of a township by the trial that draws them. */
const villages = new Map<string, string[]>()

const anOutline = async (at: Setting) => {
  const region = townshipOf(at)
  await insert('region_outline', {
    county_code: region.slice(0, 6),
    id: at.subjectId,
    region_code: region,
    valid_from: '2026-01-01',
    approval_no: 'A',
    source: 'B',
    drawn_on: '2026-01-01',
    drawing: JSON.stringify({ width: 1, height: 1, shapes: [] }),
    imported_by: at.another.userId,
    imported_by_name: 'A',
    recorded_at: '2026-01-01T02:00:00Z',
  })
}

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
  {
    deed: 'outline.withdraw',
    state: 'in use',
    expected: 'done',
    prepare: anOutline,
    input: (at) => ({ outlineId: at.subjectId, reason: 'A' }),
  },
  {
    deed: 'outline.withdraw',
    state: 'withdrawn',
    expected: 'rule',
    prepare: async (at) => {
      await anOutline(at)
      const { countyCode } = at.household
      await insert('outline_withdrawal', {
        county_code: countyCode,
        outline_id: at.subjectId,
        region_code: townshipOf(at),
        withdrawn_on: '2026-01-02',
        reason: 'A',
        withdrawn_by: at.another.userId,
        withdrawn_by_name: 'A',
        recorded_at: '2026-01-02T02:00:00Z',
      })
    },
    input: (at) => ({ outlineId: at.subjectId, reason: 'A' }),
  },
]
