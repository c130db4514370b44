import { insert, owner, PLACES } from '../builders'
import { aListed, aRun, closeAll, freeMembers, session } from '../supervision'
import type { Setting, Trial } from './trial'

const ON = '2026-03-20'
const COUNTY_WIDE = { region: PLACES.county, beyond: 'done' } as const

/** A listed village of the household's, in a status; the work stands at its target or ten persons from it. */
const listed =
  (status: string, current = 10) =>
  async ({ household, subjectId, opener }: Setting) => {
    if (current === 0) await closeAll()
    await aListed(opener, household.regionCode, { id: subjectId, status, current })
  }
const step =
  (version: number) =>
  ({ subjectId: placeId }: Setting) => ({ placeId, version, on: ON, note: 'A' })
const assignment = ({ subjectId: placeId }: Setting) => ({
  placeId,
  version: 1,
  on: ON,
  leader: 'A',
  team: 'B',
  liaison: 'C',
  deadlineOn: '2026-12-31',
})
const members = ({ subjectId: placeId, household }: Setting) => ({
  placeId,
  version: 1,
  on: ON,
  members: [household.regionCode],
})
const report = ({ subjectId: placeId, clueId: id }: Setting) => ({
  id,
  placeId,
  workCode: 'REMAINING_POOR',
  value: 3,
  on: ON,
})

/** A run of the household's county; its id is the setting's batch id. */
const run = ({ household, opener, batchId }: Setting) => aRun(opener, household.regionCode, batchId)
const change =
  (decision: string | null = null) =>
  async (at: Setting) => {
    await run(at)
    const by = { proposed_by: at.opener.userId, proposed_by_name: at.opener.name }
    const decided = {
      decision,
      decided_by: at.another.userId,
      decided_by_name: 'A',
      decided_on: ON,
      decision_note: '',
    }
    await insert('listing_change', {
      county_code: at.household.countyCode,
      id: at.subjectId,
      region_code: at.household.regionCode,
      run_id: at.batchId,
      kind: 'ADD',
      target_type: 'VILLAGE_REMAINING',
      area_name: at.subjectId.slice(0, 8),
      reason: 'A',
      ...by,
      proposed_on: ON,
      proposed_digits: 6,
      ...(decision ? decided : {}),
    })
  }

const hidden = (isPublished: boolean) => async (at: Setting) => {
  const { household, opener, subjectId, clueId } = at
  await aListed(opener, household.regionCode, { id: clueId })
  await insert('supervision_session', {
    county_code: household.countyCode,
    id: subjectId,
    region_code: household.regionCode,
    place_id: clueId,
    session_no: subjectId.slice(0, 18),
    held_on: ON,
    mode: 'ROUTINE',
    method: 'UNANNOUNCED',
    means: ['PHONE'],
    team: 'A',
    spots: 'B',
    held_by: opener.userId,
    held_by_name: opener.name,
    recorded_at: '2026-03-20T02:00:00Z',
    hidden_digits: isPublished ? null : 6,
    ...(isPublished ? { published_on: ON, published_by: opener.userId, published_by_name: 'A' } : {}),
  })
}

const aWork = ({ subjectId }: Setting) =>
  owner().query(
    `INSERT INTO key_work (code, applies_to, name_zh, name_en, sort_no) VALUES ($1, '130799', $1, 'A', 1000)`,
    [subjectId.slice(0, 24)],
  )

export const SUPERVISION: Trial[] = [
  {
    deed: 'supervision.derive',
    state: 'none',
    expected: 'done',
    ...COUNTY_WIDE,
    input: ({ subjectId: id }) => ({ id, snapshotOn: '2020-06-01' }),
  },
  {
    deed: 'supervision.change',
    state: 'derived',
    expected: 'done',
    prepare: run,
    input: ({ household: { regionCode }, subjectId: id, batchId: runId }) => ({
      id,
      runId,
      kind: 'ADD',
      regionCode,
      reason: 'A',
    }),
  },
  {
    deed: 'supervision.change',
    state: 'not in the list',
    expected: 'rule',
    prepare: run,
    input: ({ household: { regionCode }, subjectId: id, batchId: runId }) => ({
      id,
      runId,
      kind: 'REMOVE',
      regionCode,
      reason: 'A',
    }),
  },
  ...([null, 'REFUSED'] as const).map(
    (decision): Trial => ({
      deed: 'supervision.decideChange',
      state: decision ?? 'proposed',
      expected: decision ? 'rule' : 'done',
      prepare: change(decision),
      input: ({ subjectId: changeId }) => ({ changeId, decision: 'APPROVED' }),
    }),
  ),
  ...(['APPROVED', 'REFUSED'] as const).map(
    (decision): Trial => ({
      deed: 'supervision.list',
      state: decision,
      expected: decision === 'APPROVED' ? 'done' : 'rule',
      prepare: change(decision),
      input: ({ batchId: runId }) => ({ runId, on: ON }),
    }),
  ),
  { deed: 'supervision.assign', state: 'listed', expected: 'done', prepare: listed('LISTED'), input: assignment },
  {
    deed: 'supervision.assign',
    state: 'proposed',
    expected: 'rule',
    prepare: listed('DELIST_PROPOSED', 0),
    input: assignment,
  },
  {
    deed: 'supervision.members',
    state: 'an area',
    expected: 'done',
    prepare: async ({ household, subjectId: id, opener }) => {
      await freeMembers()
      await aListed(opener, `${household.countyCode}000000`, { id })
    },
    input: members,
  },
  {
    deed: 'supervision.members',
    state: 'a village',
    expected: 'rule',
    prepare: listed('IN_BATTLE'),
    input: members,
  },
  { deed: 'supervision.report', state: 'in battle', expected: 'done', prepare: listed('IN_BATTLE'), input: report },
  { deed: 'supervision.report', state: 'listed', expected: 'rule', prepare: listed('LISTED'), input: report },
  {
    deed: 'supervision.propose',
    state: 'reached',
    expected: 'done',
    prepare: listed('IN_BATTLE', 0),
    input: step(1),
  },
  {
    deed: 'supervision.propose',
    state: 'not reached',
    expected: 'rule',
    prepare: listed('IN_BATTLE'),
    input: step(1),
  },
  ...(['supervision.delist', 'supervision.return'] as const).flatMap((deed): Trial[] => [
    { deed, state: 'proposed', expected: 'done', prepare: listed('DELIST_PROPOSED', 0), input: step(2) },
    { deed, state: 'in battle', expected: 'rule', prepare: listed('IN_BATTLE'), input: step(1) },
  ]),
  {
    deed: 'supervision.hold',
    state: 'in battle',
    expected: 'done',
    prepare: listed('IN_BATTLE'),
    input: ({ household, subjectId }) => session(subjectId, { households: [household.id] }),
  },
  {
    deed: 'supervision.hold',
    state: 'before it was listed',
    expected: 'rule',
    prepare: listed('IN_BATTLE'),
    input: ({ subjectId }) => session(subjectId, { heldOn: '2026-01-01' }),
  },
  ...[false, true].map(
    (isPublished): Trial => ({
      deed: 'supervision.publish',
      state: isPublished ? 'published' : 'hidden',
      expected: isPublished ? 'rule' : 'done',
      prepare: hidden(isPublished),
      input: ({ subjectId: sessionId }) => ({ sessionId, on: ON }),
    }),
  ),
  {
    deed: 'keyWork.add',
    state: 'new',
    expected: 'done',
    ...COUNTY_WIDE,
    input: ({ subjectId }) => ({ nameZh: subjectId, nameEn: 'A' }),
  },
  {
    deed: 'keyWork.end',
    state: 'of the county',
    expected: 'done',
    region: PLACES.county,
    prepare: aWork,
    input: ({ subjectId }) => ({ code: subjectId.slice(0, 24), endedOn: ON }),
  },
]
