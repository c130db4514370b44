import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outboxCommands } from '@/app/api/outbox/commands'
import { addEvidence } from '@/lib/evidence/commands/add'
import { keepEvidencePiece } from '@/lib/evidence/commands/keep-piece'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import type { RegionLevel } from '@/lib/regions/schema'
import {
  aHousehold,
  anActor,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
  RELATED,
} from '../support/builders'
import { aField, aMeasure, layTypes } from '../support/measures'
import { ACCOUNT_DEEDS, exists, mayDo, ORACLE_ROLES, type OracleRole, POSTED } from '../support/oracle'
import { UNMASKING } from '../support/trials/accounts'
import { CASEWORK } from '../support/trials/casework'
import { DEADLINES } from '../support/trials/deadlines'
import { DUPLICATE_TRIALS } from '../support/trials/duplicates'
import { EVENTS } from '../support/trials/events'
import { EVIDENCE } from '../support/trials/evidence'
import { EXPORTS } from '../support/trials/exports'
import { FINDINGS } from '../support/trials/findings'
import { FUNDS } from '../support/trials/funds'
import { IDENTIFICATION } from '../support/trials/identification'
import { INDICATORS } from '../support/trials/indicators'
import { INSPECTIONS } from '../support/trials/inspections'
import { LEDGER } from '../support/trials/ledger'
import { LOANS } from '../support/trials/loans'
import { MONITORING } from '../support/trials/monitoring'
import { PARTNERSHIPS } from '../support/trials/partnerships'
import { QUALITY } from '../support/trials/quality'
import { RECORDS } from '../support/trials/records'
import { REGISTER } from '../support/trials/register'
import { RELIEF } from '../support/trials/relief'
import { RESUMPTION } from '../support/trials/resumption'
import { SUPERVISION } from '../support/trials/supervision'
import { SUPPORT } from '../support/trials/support'
import { TABLES } from '../support/trials/tables'
import { aSetting, type Setting, type Trial } from '../support/trials/trial'
import { WORKLOGS } from '../support/trials/worklogs'
import { YEARPLANS } from '../support/trials/yearplans'

const LEVELS: Record<number, RegionLevel> = { 2: 'PROVINCE', 4: 'CITY', 6: 'COUNTY', 9: 'TOWNSHIP', 12: 'VILLAGE' }
/** A village of the county that there is not. */
const NOWHERE = '130799109999'
const VILLAGES = { ...RELATED, missing: PLACES.village } as const
type Relation = keyof typeof VILLAGES
/** A photo has no place in JSON; it has a door of its own. */
const ofFiles = [addEvidence, keepEvidencePiece].map((each) => [each.name, each as unknown as Command] as const)
const commands = new Map([...outboxCommands, ...ofFiles])
let opener: Actor
let another: Actor
const actors = {} as Record<OracleRole, Actor>

const TRIALS: readonly Trial[] = [
  ...IDENTIFICATION,
  ...SUPPORT,
  ...CASEWORK,
  ...MONITORING,
  ...EVIDENCE,
  ...REGISTER,
  ...RECORDS,
  ...LEDGER,
  ...EXPORTS,
  ...UNMASKING,
  ...DUPLICATE_TRIALS,
  ...EVENTS,
  ...QUALITY,
  ...DEADLINES,
  ...RELIEF,
  ...FUNDS,
  ...FINDINGS,
  ...SUPERVISION,
  ...INSPECTIONS,
  ...INDICATORS,
  ...RESUMPTION,
  ...PARTNERSHIPS,
  ...TABLES,
  ...YEARPLANS,
  ...LOANS,
  ...WORKLOGS,
]

beforeAll(async () => {
  await layGround()
  await layTypes()
  opener = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  another = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  for (const role of ORACLE_ROLES) {
    const { code, digits } = POSTED[role]
    actors[role] = await anActor(role, code, LEVELS[digits] as RegionLevel, role)
  }
  await aField(actors.LINE_DEPARTMENT, ['INDUSTRY'])
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const untouched = new Map<Relation, Promise<BuiltHousehold>>()

async function aPaired(relation: Exclude<Relation, 'missing'>): Promise<BuiltHousehold> {
  const household = await aHousehold(VILLAGES[relation])
  if (relation !== 'unpaired') await aPairing(household, actors.PAIRED_HELPER)
  return household
}

/** Whoever may not do the deed at all is refused before anything is looked up: nothing is prepared, and one household stays as it is for all of them. */
async function place(role: OracleRole | 'ANONYMOUS', relation: Relation, trial: Trial): Promise<Setting> {
  if (relation === 'missing') {
    return aSetting({ countyCode: '130799', id: randomUUID(), regionCode: NOWHERE, headId: '' }, { opener, another })
  }
  if (role === 'ANONYMOUS' || !mayDo(role, trial.deed)) {
    if (!untouched.has(relation)) untouched.set(relation, aPaired(relation))
    return aSetting((await untouched.get(relation)) as BuiltHousehold, { opener, another })
  }
  const household = await aPaired(relation)
  if (role === 'LINE_DEPARTMENT') await aMeasure(household, opener, 'CANCELLED')
  const setting = aSetting(household, { opener, another })
  await trial.prepare?.(setting)
  return setting
}

function expected(role: OracleRole | 'ANONYMOUS', relation: Relation, trial: Trial): string {
  const { deed, expected, doneFor, region = VILLAGES[relation], beyond = 'notFound' } = trial
  if (role === 'ANONYMOUS') return 'signedOut'
  if (!mayDo(role, deed)) return 'forbidden'
  if (relation === 'missing' || !exists(role, region, relation !== 'unpaired')) return beyond
  if (doneFor) return doneFor.includes(role) ? 'done' : 'rule'
  return expected
}

/** What everybody does to what is his own alone; told in a test of its own. */
const OWN = [
  'session.end',
  'export.make',
  'export.link',
  'match.report',
  'match.withdraw',
  'table.edit',
  'table.copy',
  'table.end',
  'workLog.correct',
  'leave.withdraw',
]

test('every command the phone door takes stands in the matrix', () => {
  const tried = new Set<string>([...TRIALS.map(({ deed }) => deed), ...OWN, 'factor.begin', ...ACCOUNT_DEEDS])
  expect([...outboxCommands.keys()].filter((name) => !tried.has(name))).toEqual([])
})

test('every role does to every place exactly what the oracle says, in every state', async () => {
  const wrong: string[] = []
  let combinations = 0
  for (const trial of TRIALS) {
    const command = commands.get(trial.deed) as Command
    for (const role of [...ORACLE_ROLES, 'ANONYMOUS'] as const) {
      for (const relation of Object.keys(VILLAGES) as Relation[]) {
        const setting = await place(role, relation, trial)
        const actor = role === 'ANONYMOUS' ? null : { ...actors[role], ...(trial.fresh && { steppedUpAt: new Date() }) }
        const outcome = await execute(actor, command, trial.input(setting), { id: randomUUID() })
        const found = outcome.ok ? 'done' : outcome.kind
        const wanted = expected(role, relation, trial)
        if (found !== wanted) wrong.push(`${role} ${relation} ${trial.deed} (${trial.state}): ${found}, not ${wanted}`)
        combinations++
      }
    }
  }
  console.log(`scope matrix, deeds: ${combinations} combinations, ${wrong.length} deviations`)
  expect(wrong).toEqual([])
}, 1_200_000)

test('every role does to accounts what the oracle says, and a signed-out visitor nothing', async () => {
  for (const role of ORACLE_ROLES) {
    for (const deed of ACCOUNT_DEEDS) {
      const command = outboxCommands.get(deed) as Command
      const outcome = await execute(actors[role], command, {}, { id: randomUUID() })
      expect([role, deed, outcome.ok ? 'done' : outcome.kind]).toEqual([
        role,
        deed,
        mayDo(role, deed) ? 'input' : 'forbidden',
      ])
      expect(await execute(null, command, {}, { id: randomUUID() })).toEqual({ ok: false, kind: 'signedOut' })
    }
  }
})

test('everybody ends his own session, nobody another person’s, and a signed-out visitor none', async () => {
  const command = outboxCommands.get('session.end') as Command
  const aSession = async (userId: string) => {
    const hash = (randomUUID() + randomUUID()).replaceAll('-', '')
    await owner().query(
      `INSERT INTO session (sid_hash, user_id, posting_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, gen_random_uuid(), now(), now(), now())`,
      [hash, userId],
    )
    return hash
  }
  const end = async (actor: Actor | null, session: string) => {
    const outcome = await execute(actor, command, { session }, { id: randomUUID() })
    return outcome.ok ? 'done' : outcome.kind
  }
  for (const role of ORACLE_ROLES) {
    const [own, other] = [await aSession(actors[role].userId), await aSession(opener.userId)]
    expect([role, await end(actors[role], own), await end(actors[role], other), await end(null, own)]).toEqual([
      role,
      'done',
      'notFound',
      'signedOut',
    ])
  }
})
