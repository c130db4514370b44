import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { addEvidence } from '@/lib/evidence/commands/add'
import { withdrawEvidence } from '@/lib/evidence/commands/withdraw'
import { listEvidence } from '@/lib/evidence/queries/list'
import { getFilePlace, getPiece } from '@/lib/evidence/queries/piece'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { anActor, type BuiltHousehold, owner, PLACES } from './builders'
import { aPhoto, fileOf } from './photos'

export type Over = Record<string, unknown>

/** A folder of its own for the files of a test, and how to remove it. */
export function aFileFolder(): () => void {
  const data = mkdtempSync(path.join(tmpdir(), 'fangxian-evidence-'))
  process.env.FANGXIAN_DATA = data
  return () => rmSync(data, { recursive: true })
}

/** Those who add, see and withdraw evidence in the tests. */
export async function itsActors() {
  return {
    secretary: await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE'),
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    auditor: await anActor('AUDITOR', PLACES.county, 'COUNTY'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
    neighbour: await anActor('FIRST_SECRETARY', PLACES.siblingVillage, 'VILLAGE'),
  }
}

let seed = 100
/** A photo that looks like no other. */
export const fresh = () => aPhoto({ seed: seed++ })

export const inputOf = (household: BuiltHousehold, file: File, over: Over = {}) => ({
  id: randomUUID(),
  householdId: household.id,
  subjectKind: 'HOUSEHOLD',
  subjectId: household.id,
  origin: 'ON_SITE',
  file,
  ...over,
})

export async function add(
  actor: Actor,
  household: BuiltHousehold,
  bytes: Uint8Array,
  over: Over = {},
  name = 'photo.jpg',
) {
  const input = inputOf(household, fileOf(bytes, name), over)
  return { id: input.id, outcome: await execute(actor, addEvidence, input, { id: input.id }) }
}

export async function added(actor: Actor, household: BuiltHousehold, bytes: Uint8Array, over: Over = {}) {
  const { id, outcome } = await add(actor, household, bytes, over)
  expect(outcome).toMatchObject({ ok: true })
  return id
}

export const withdraw = (actor: Actor, evidenceId: string, over: Over = {}) =>
  execute(actor, withdrawEvidence, { evidenceId, version: 1, reason: '拍错了户', ...over }, { id: randomUUID() })
export const list = (actor: Actor, { id }: BuiltHousehold) =>
  withScope(actor, (ctx) => listEvidence(ctx, { householdId: id }))
export const piece = (actor: Actor, id: string) => withScope(actor, (ctx) => getPiece(ctx, id))
export const place = (actor: Actor, id: string) => withScope(actor, (ctx) => getFilePlace(ctx, id))
export const rowOf = async (id: string) => (await owner().query('SELECT * FROM evidence WHERE id = $1', [id])).rows[0]

/** The newest photo that hangs on a procedure, added where there is none; its id is nobody's for whoever may add none. */
export async function aPhotoOn(actor: Actor, procedureId: string): Promise<string> {
  const one = async (sql: string) => (await owner().query(sql, [procedureId])).rows[0]
  const held = await one(
    `SELECT id FROM evidence WHERE subject_id = $1 AND kind = 'PHOTO' AND withdrawn_at IS NULL ORDER BY received_at DESC, id LIMIT 1`,
  )
  if (held) return held.id
  const procedure = await one('SELECT household_id FROM status_procedure WHERE id = $1')
  const id = randomUUID()
  if (!procedure) return id
  const about = { id, householdId: procedure.household_id, subjectKind: 'IDENTIFICATION', subjectId: procedureId }
  const file = fileOf(await fresh())
  await execute(actor, addEvidence, { ...about, origin: 'ON_SITE', file }, { id })
  return id
}
