import { insert, PLACES } from '../builders'
import { aCampaign, aForm, aPlanFor } from '../inspections'
import type { Deed } from '../oracle'
import type { Setting, Trial } from './trial'

/** A campaign of the household's county, in a status; it stands with the county, not with the village. */
const that =
  (status: string) =>
  ({ household, subjectId, opener }: Setting) =>
    aCampaign(household, opener, status, subjectId)

const NEXT: readonly (readonly [Deed, string, number, object])[] = [
  ['inspection.start', 'SAMPLING_DRAWN', 2, {}],
  ['inspection.summarise', 'INSPECTING', 3, { conclusion: 'A' }],
  ['inspection.issue', 'SUMMARISED', 4, { replyBy: '2026-04-10', opinion: 'A' }],
  ['inspection.rectify', 'FEEDBACK_ISSUED', 5, {}],
  ['inspection.close', 'RECTIFYING', 6, {}],
]
const step =
  (version: number, over: object = {}) =>
  ({ subjectId: campaignId }: Setting) => ({ campaignId, version, on: '2026-03-25', ...over })

const anItem = ({ subjectId }: Setting) =>
  insert('inspection_item', {
    code: subjectId.slice(0, 24),
    applies_to: '130799',
    aspect: 'GUARANTEES',
    category: 'OTHER',
    place: 'TALK',
    name_zh: subjectId,
    name_en: 'A',
    may_not_apply: true,
    sort_no: 999,
  })

const anAspectChange = ({ subjectId, opener }: Setting) =>
  insert('aspect_change', {
    county_code: '130799',
    id: subjectId,
    region_code: PLACES.county,
    kind: 'ADD',
    name_zh: subjectId,
    name_en: 'A',
    reason: 'A',
    proposed_by: opener.userId,
    proposed_by_name: opener.name,
    proposed_on: '2026-03-20',
  })

export const INSPECTIONS: Trial[] = [
  {
    deed: 'inspection.plan',
    state: 'new',
    expected: 'done',
    input: ({ household, subjectId }) => aPlanFor(subjectId, [household.regionCode]),
  },
  {
    deed: 'inspection.replan',
    state: 'planned',
    expected: 'done',
    prepare: that('PLANNED'),
    input: ({ household, subjectId: campaignId }) => {
      const { id: _, ...plan } = aPlanFor(campaignId, [household.regionCode])
      return { ...plan, campaignId, version: 1 }
    },
  },
  {
    deed: 'inspection.team',
    state: 'planned, with nobody who inspects',
    expected: 'rule',
    prepare: that('PLANNED'),
    input: ({ household, subjectId, clueId, opener }) => ({
      id: clueId,
      campaignId: subjectId,
      name: 'A',
      members: [opener.userId],
      regions: [household.regionCode],
    }),
  },
  {
    deed: 'inspection.draw',
    state: 'planned',
    expected: 'done',
    prepare: that('PLANNED'),
    input: ({ subjectId: campaignId }) => ({ campaignId, version: 1 }),
  },
  {
    deed: 'inspection.draw',
    state: 'summarised',
    expected: 'rule',
    prepare: that('SUMMARISED'),
    input: ({ subjectId: campaignId }) => ({ campaignId, version: 4 }),
  },
  ...NEXT.flatMap(([deed, status, version, over]): Trial[] => [
    {
      deed,
      state: status,
      // Without a single form there is nothing to sum up.
      expected: deed === 'inspection.summarise' ? 'rule' : 'done',
      prepare: that(status),
      input: step(version, over),
    },
    { deed, state: 'closed', expected: 'rule', prepare: that('CLOSED'), input: step(7, over) },
  ]),
  {
    deed: 'inspection.record',
    state: 'drawn, the team is another',
    expected: 'done',
    doneFor: ['SUPERVISOR'],
    prepare: that('INSPECTING'),
    input: ({ household, subjectId }) => aForm(subjectId, household),
  },
  {
    deed: 'inspection.record',
    state: 'summarised',
    expected: 'rule',
    prepare: that('SUMMARISED'),
    input: ({ household, subjectId }) => aForm(subjectId, household),
  },
  {
    deed: 'inspection.miss',
    state: 'drawn, the team is another',
    expected: 'done',
    doneFor: ['SUPERVISOR'],
    prepare: that('INSPECTING'),
    input: ({ household, subjectId: campaignId, clueId: id }) => ({
      id,
      campaignId,
      householdId: household.id,
      missedOn: '2026-03-20',
      outcome: 'NOT_HOME',
    }),
  },
  {
    deed: 'inspectionItem.add',
    state: 'new',
    expected: 'done',
    region: PLACES.county,
    beyond: 'done',
    input: ({ subjectId }) => ({
      nameZh: subjectId,
      nameEn: 'A',
      aspect: 'GUARANTEES',
      category: 'OTHER',
      place: 'TALK',
    }),
  },
  {
    deed: 'inspectionItem.end',
    state: 'of the county',
    expected: 'done',
    region: PLACES.county,
    prepare: anItem,
    input: ({ subjectId }) => ({ code: subjectId.slice(0, 24), endedOn: '2026-03-26' }),
  },
  {
    deed: 'inspectionItem.rename',
    state: 'of the county',
    expected: 'done',
    region: PLACES.county,
    prepare: anItem,
    input: ({ subjectId, clueId }) => ({ code: subjectId.slice(0, 24), nameZh: clueId, nameEn: 'A' }),
  },
  {
    deed: 'aspect.propose',
    state: 'new',
    expected: 'done',
    region: PLACES.county,
    beyond: 'done',
    input: ({ subjectId }) => ({ id: subjectId, kind: 'ADD', nameZh: subjectId, nameEn: 'A', reason: 'A' }),
  },
  {
    deed: 'aspect.decide',
    state: 'proposed',
    expected: 'done',
    region: PLACES.county,
    prepare: anAspectChange,
    input: ({ subjectId: changeId }) => ({ changeId, decision: 'APPROVED' }),
  },
]
