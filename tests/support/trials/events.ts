import type { Actor } from '@/lib/platform/actor'
import { aHousehold, anActor, type BuiltHousehold, owner, PLACES } from '../builders'
import { aProposal, decides, does } from '../events'
import type { Setting, Trial } from './trial'

const offices = new Map<string, Promise<Actor>>()

/** One of the two people of a county's office who propose and check for the trials. */
function anOffice({ countyCode }: BuiltHousehold, desk: 'proposes' | 'checks'): Promise<Actor> {
  const key = countyCode + desk
  const known = offices.get(key) ?? anActor('COUNTY_OFFICE', `${countyCode}000000`, 'COUNTY')
  offices.set(key, known)
  return known
}

const renaming = ({ household }: Setting) =>
  aProposal(household, 'CORRECTION', { personId: household.headId || household.id, field: 'NAME', name: '王守天' })

async function proposed(at: Setting): Promise<void> {
  const input = renaming(at)
  await does(await anOffice(at.household, 'proposes'), 'propose', input)
  at.subjectId = input.eventId
}

async function applied(at: Setting): Promise<void> {
  await proposed(at)
  await decides(await anOffice(at.household, 'checks'), 'check', at.subjectId)
}

/** Another village of the same township offers a household to the one of the setting. */
async function offered(at: Setting): Promise<void> {
  const { regionCode } = at.household
  const giving = regionCode === PLACES.village ? PLACES.siblingVillage : `${regionCode.slice(0, 9)}299`
  await owner().query(
    `INSERT INTO region (code, level, name, parent_code) VALUES ($1, 'VILLAGE', $1, $2) ON CONFLICT (code) DO NOTHING`,
    [giving, `${regionCode.slice(0, 9)}000`],
  )
  const household = await aHousehold(giving)
  const input = aProposal(household, 'MOVE', { village: regionCode })
  await does(await anOffice(household, 'proposes'), 'propose', input)
  await decides(await anOffice(household, 'checks'), 'check', input.eventId)
  at.subjectId = input.eventId
}

const decision = (version: number) => (at: Setting) => ({ eventId: at.subjectId, version, reason: '补证明' })
const answer = (at: Setting) => ({ eventId: at.subjectId, reason: '没有房' })

/** Every command of household events in the states that matter. */
export const EVENTS: readonly Trial[] = [
  { deed: 'event.propose', state: 'nothing open', expected: 'done', input: renaming },
  { deed: 'event.propose', state: 'another open', expected: 'rule', prepare: proposed, input: renaming },
  { deed: 'event.check', state: 'proposed', expected: 'done', prepare: proposed, input: decision(1) },
  { deed: 'event.check', state: 'applied', expected: 'rule', prepare: applied, input: decision(3) },
  { deed: 'event.return', state: 'proposed', expected: 'done', prepare: proposed, input: decision(1) },
  {
    deed: 'event.withdraw',
    state: 'proposed by another',
    expected: 'rule',
    doneFor: ['COUNTY_OFFICE', 'TOWNSHIP'],
    prepare: proposed,
    input: decision(1),
  },
  { deed: 'event.accept', state: 'offered', expected: 'done', prepare: offered, input: answer },
  { deed: 'event.refuse', state: 'offered', expected: 'done', prepare: offered, input: answer },
  { deed: 'event.undo', state: 'applied', expected: 'done', prepare: applied, input: decision(3) },
  { deed: 'event.undo', state: 'proposed', expected: 'rule', prepare: proposed, input: decision(1) },
]
