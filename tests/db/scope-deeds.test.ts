import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outboxCommands } from '@/app/api/outbox/commands'
import { addEvidence } from '@/lib/evidence/commands/add'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import type { RegionLevel } from '@/lib/regions/schema'
import {
  aClue,
  aHousehold,
  anActor,
  anEvidence,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
  RELATED,
} from '../support/builders'
import { DUPLICATE_TRIALS } from '../support/duplicate-trials'
import { anExportRequest } from '../support/export-rows'
import { ACCOUNT_DEEDS, type Deed, exists, mayDo, ORACLE_ROLES, type OracleRole, POSTED } from '../support/oracle'
import { aPhoto, fileOf } from '../support/photos'

const LEVELS: Record<number, RegionLevel> = { 2: 'PROVINCE', 4: 'CITY', 6: 'COUNTY', 9: 'TOWNSHIP', 12: 'VILLAGE' }
/** A village of the county that there is not. */
const NOWHERE = '130799109999'
const VILLAGES = { ...RELATED, missing: PLACES.village } as const
type Relation = keyof typeof VILLAGES
type Setting = { household: BuiltHousehold; clueId: string; batchId: string; evidenceId: string; exportId: string }
type Trial = {
  deed: Deed
  state: string
  expected: 'done' | 'rule' | 'conflict'
  /** Where a rule looks at who asks: those for whom it is done; the others meet the rule. */
  doneFor?: readonly OracleRole[]
  /** The actor has just proven again that it is he. */
  fresh?: true
  prepare?: (at: Setting) => Promise<unknown>
  input: (at: Setting) => unknown
  /** Where the row stands that the deed is about, if not in the household's village. */
  region?: string
  /** The answer beyond the scope, if not "not found". */
  beyond?: string
}

const pass = { result: 'PASS', reason: '' }
const six = { FOOD: pass, CLOTHING: pass, EDUCATION: pass, MEDICAL: pass, HOUSING: pass, WATER: pass }
const visit = ({ household }: Setting) => ({
  id: randomUUID(),
  householdId: household.id,
  visitedOn: '2026-03-25',
  peopleMet: ['HEAD'],
  guarantees: six,
})
const confirmation = ({ clueId }: Setting) => ({
  clueId,
  version: 1,
  monitoredType: 'UNSTABLE_EXITED',
  risks: ['ILLNESS'],
})
const dismissal = ({ clueId }: Setting) => ({ clueId, version: 1, reason: 'FALSE_DATA' })
const dismissed = ({ clueId }: Setting) =>
  owner().query(
    `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'FALSE_DATA', decided_by = $2, decided_by_name = 'x', decided_on = '2026-03-22' WHERE id = $1`,
    [clueId, randomUUID()],
  )
const openClue = async (at: Setting) => {
  at.clueId = await aClue(at.household, opener)
}
const edit = ({ household }: Setting) => ({
  householdId: household.id,
  version: 1,
  base: { householdType: 'POOR_GENERAL' },
  householdType: 'POOR_GENERAL',
  address: '村西',
})
const movedMeanwhile = ({ household }: Setting) =>
  owner().query(`UPDATE household SET address = '村北', version = 2 WHERE id = $1`, [household.id])
const report = ({ household }: Setting) => ({ householdId: household.id, source: 'SELF_REPORT', summary: '住院' })

const aBatch =
  (faults: number) =>
  async ({ household: { countyCode }, batchId }: Setting) => {
    const place = [countyCode, batchId, `${countyCode}000000`]
    await owner().query(
      `INSERT INTO import_batch (county_code, id, region_code, file_name, file_hash, status, uploaded_by, uploaded_at, good_rows, fault_count)
       VALUES ($1, $2, $3, 'x.csv', '\\x00', 'CHECKED', $4, now(), 1, $5)`,
      [...place, opener.userId, faults],
    )
    await owner().query(
      `INSERT INTO import_upload (county_code, batch_id, region_code, body) VALUES ($1, $2, $3, '\\x00')`,
      place,
    )
  }
const doneOn = (day: string) => async (at: Setting) => {
  await aBatch(0)(at)
  await owner().query(`UPDATE import_batch SET status = 'DONE', finished_at = $2 WHERE id = $1`, [at.batchId, day])
}
const wholeImport = ({ batchId }: Setting) => ({ batchId, mode: 'ALL' })
const undoing = ({ batchId }: Setting) => ({ batchId })

const photo = await aPhoto({ width: 32, height: 24 })
const aPicture = ({ household }: Setting) => ({
  id: randomUUID(),
  householdId: household.id,
  subjectKind: 'HOUSEHOLD',
  subjectId: household.id,
  origin: 'ON_SITE',
  file: fileOf(photo),
})
const somebodysPicture = async (at: Setting) => {
  at.evidenceId = await anEvidence(at.household, opener)
}
const withdrawal = ({ evidenceId }: Setting) => ({ evidenceId, version: 1, reason: '拍错了户' })
/** A photo has no place in JSON; it has a door of its own. */
const commands = new Map([...outboxCommands, [addEvidence.name, addEvidence as unknown as Command]])
const takeOut = ({ household }: Setting) => ({
  id: randomUUID(),
  kind: 'HOUSEHOLDS',
  query: `region=${household.regionCode}`,
  format: 'CSV_UTF8',
  purpose: 'REPORTING',
  note: '报市办三季度台账',
})
const anExport =
  (refused: boolean) =>
  ({ household, exportId }: Setting) =>
    anExportRequest({ ...household, id: exportId }, opener, refused ? opener2.userId : null)
const approval = ({ exportId }: Setting) => ({ exportId, decision: 'APPROVE' })
const withPhone = ({ household }: Setting) =>
  owner().query('UPDATE household SET phone_enc = $2 WHERE id = $1', [household.id, Buffer.alloc(40)])
const lookAtPhone = ({ household }: Setting) => ({
  householdId: household.id,
  field: 'phone',
  purpose: 'CALL',
  reason: '低保复核',
})

let opener: Actor
let opener2: Actor
const actors = {} as Record<OracleRole, Actor>

const TRIALS: Trial[] = [
  { deed: 'visit.log', state: 'no clue', expected: 'done', input: visit },
  { deed: 'visit.log', state: 'open clue', expected: 'done', prepare: openClue, input: visit },
  { deed: 'evidence.add', state: 'a photo', expected: 'done', input: aPicture },
  {
    deed: 'evidence.withdraw',
    state: 'of another',
    expected: 'rule',
    doneFor: ['COUNTY_OFFICE'],
    prepare: somebodysPicture,
    input: withdrawal,
  },
  { deed: 'value.unmask', state: 'no proof', expected: 'rule', prepare: withPhone, input: lookAtPhone },
  { deed: 'value.unmask', state: 'proven', expected: 'done', fresh: true, prepare: withPhone, input: lookAtPhone },
  { deed: 'household.edit', state: 'as read', expected: 'done', input: edit },
  { deed: 'household.edit', state: 'moved meanwhile', expected: 'conflict', prepare: movedMeanwhile, input: edit },
  { deed: 'ledger.import', state: 'clean', expected: 'done', prepare: aBatch(0), input: wholeImport },
  { deed: 'ledger.import', state: 'with faults', expected: 'rule', prepare: aBatch(3), input: wholeImport },
  { deed: 'ledger.undo', state: 'done lately', expected: 'done', prepare: doneOn('2099-01-01'), input: undoing },
  { deed: 'ledger.undo', state: 'done long ago', expected: 'rule', prepare: doneOn('2020-01-01'), input: undoing },
  { deed: 'ledger.undo', state: 'only checked', expected: 'rule', prepare: aBatch(0), input: undoing },
  { deed: 'export.request', state: 'a list', expected: 'done', input: takeOut },
  { deed: 'export.decide', state: 'asked for', expected: 'done', prepare: anExport(false), input: approval },
  { deed: 'export.decide', state: 'refused', expected: 'rule', prepare: anExport(true), input: approval },
  { deed: 'clue.open', state: 'no clue', expected: 'done', input: report },
  { deed: 'clue.open', state: 'open clue', expected: 'rule', prepare: openClue, input: report },
  { deed: 'clue.confirm', state: 'open', expected: 'done', prepare: openClue, input: confirmation },
  {
    deed: 'clue.confirm',
    state: 'dismissed',
    expected: 'rule',
    prepare: (at) => openClue(at).then(() => dismissed(at)),
    input: confirmation,
  },
  { deed: 'clue.dismiss', state: 'open', expected: 'done', prepare: openClue, input: dismissal },
  {
    deed: 'clue.dismiss',
    state: 'dismissed',
    expected: 'rule',
    prepare: (at) => openClue(at).then(() => dismissed(at)),
    input: dismissal,
  },
  ...DUPLICATE_TRIALS,
]

beforeAll(async () => {
  await layGround()
  opener = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  opener2 = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  for (const role of ORACLE_ROLES) {
    const { code, digits } = POSTED[role]
    actors[role] = await anActor(role, code, LEVELS[digits] as RegionLevel)
  }
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function place(relation: Relation, trial: Trial): Promise<Setting> {
  if (relation === 'missing') {
    return {
      household: { countyCode: '130799', id: randomUUID(), regionCode: NOWHERE, headId: '' },
      clueId: randomUUID(),
      batchId: randomUUID(),
      evidenceId: randomUUID(),
      exportId: randomUUID(),
    }
  }
  const household = await aHousehold(VILLAGES[relation])
  if (relation !== 'unpaired') await aPairing(household, actors.PAIRED_HELPER)
  const [clueId, batchId, evidenceId, exportId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const setting = { household, clueId, batchId, evidenceId, exportId }
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
const OWN = ['session.end', 'export.make', 'export.link']

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
        const setting = await place(relation, trial)
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
}, 120_000)

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
