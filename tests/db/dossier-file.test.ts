import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { getDossier } from '@/lib/dossier/queries/file'
import { getSheet } from '@/lib/dossier/queries/sheet'
import { editHousehold } from '@/lib/households/commands/edit'
import { getEditForm } from '@/lib/households/queries/edit'
import { getHousehold } from '@/lib/households/queries/record'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { seal } from '@/lib/platform/fields'
import {
  aHousehold,
  anActor,
  anEvidence,
  anIncome,
  aPairing,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { editInput } from '../support/form'

const ID = '990799195403120319'
const WHOLE_ID = /\d{17}[\dXx]/

let office: Actor
let auditor: Actor
let helper: Actor
let neighbour: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  neighbour = await anActor('FIRST_SECRETARY', PLACES.siblingVillage, 'VILLAGE')
})
beforeEach(async () => {
  household = await aHousehold(PLACES.village, { group_name: '一组', address: '村东' })
  await anIncome(household, 2025, 8000)
  await aPairing(household, helper)
  await owner().query(`UPDATE person SET id_number_enc = $2, id_number_bidx = $3, health = '{CHRONIC}' WHERE id = $1`, [
    household.headId,
    seal('person', 'id_number_enc', household.headId, ID),
    Buffer.from(randomUUID()),
  ])
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const file = (actor: Actor) => withScope(actor, (ctx) => getDossier(ctx, household.id))
const sheet = (actor: Actor, kind: 'household' | 'handbook' = 'household') =>
  withScope(actor, (ctx) => getSheet(ctx, household.id, kind))
const edit = async (over: Record<string, unknown>) =>
  execute(office, editHousehold, editInput(await withScope(office, (ctx) => getEditForm(ctx, household.id)), over), {
    id: randomUUID(),
  })

test('a value says who changed it last and how; one that never changed came with its row', async () => {
  await edit({ groupName: '三组' })
  const { identity, since } = await file(office)
  const group = identity.find(({ field }) => field === 'group_name')
  expect(group).toMatchObject({ value: '三组', source: { command: 'household.edit', by: 'COUNTY_OFFICE' } })
  expect(identity.find(({ field }) => field === 'address')).toMatchObject({ value: '村东', source: null })
  expect(since).toMatchObject({ field: '', command: '' })
})

test('the file and the sheets hold no whole ID number for anybody, and health only for who reads it', async () => {
  for (const actor of [office, auditor, helper]) {
    for (const found of [await file(actor), await sheet(actor), await sheet(actor, 'handbook')]) {
      expect(JSON.stringify(found)).not.toMatch(WHOLE_ID)
    }
  }
  const [near, far] = [await sheet(office), await sheet(auditor)]
  expect(near.file.record.members[0]?.idNumber).toEqual({ state: 'MASKED', text: '990799********0319' })
  expect(far.file.record.members[0]?.idNumber).toEqual({ state: 'MASKED', text: '**************0319' })
  expect(near.facts.members[0]?.health).toEqual(['CHRONIC'])
  expect(far.facts.members[0]?.health).toEqual([])
  const fields = far.file.members[0]?.known.map(({ field }) => field)
  expect(fields).not.toContain('health')
  expect(far.file.identity.map(({ field }) => field)).not.toContain('address')
  expect([far.file.members[0]?.name, far.file.record.household.headName]).toEqual(['王**', '王**'])
})

test('the handbook says of a helper whose office he is of and how he is reached, the number masked', async () => {
  const paired = randomUUID()
  await insert('household_helper', {
    county_code: household.countyCode,
    id: paired,
    region_code: household.regionCode,
    household_id: household.id,
    name: '孙红',
    unit: '市林业局',
    affiliation: 'CITY',
    phone_enc: seal('household_helper', 'phone_enc', paired, '13899990001'),
    phone_bidx: Buffer.from(paired),
    valid_from: '2026-01-01',
  })
  const of = async (actor: Actor) => (await sheet(actor, 'handbook')).helpers.find(({ id }) => id === paired)
  expect(await of(office)).toEqual({ id: paired, affiliation: 'CITY', phone: '138****0001' })
  expect((await of(auditor))?.phone).toBe('*******0001')
})

test('printing is written down under the serial of the sheet, once for each', async () => {
  const [first, second] = [await sheet(office), await sheet(office, 'handbook')]
  const { rows } = await owner().query<{ id: string; field: string; actor_id: string }>(
    `SELECT id, field, actor_id FROM access_log WHERE household_id = $1 AND kind = 'PRINT' ORDER BY field`,
    [household.id],
  )
  expect(rows.map(({ field }) => field)).toEqual(['dossier.handbook', 'dossier.household'])
  expect(rows.map(({ id }) => id.slice(0, 8).toUpperCase())).toEqual([second.printed.serial, first.printed.serial])
})

test('a foreign household has no file and no sheet, and nothing is written down', async () => {
  await expect(file(neighbour)).rejects.toThrow(NotFoundError)
  await expect(sheet(neighbour)).rejects.toThrow(NotFoundError)
  const { rows } = await owner().query('SELECT 1 FROM access_log WHERE household_id = $1 AND actor_id = $2', [
    household.id,
    neighbour.userId,
  ])
  expect(rows).toEqual([])
})

test('the timeline tells evidence and a change of status, and can be narrowed to one kind', async () => {
  await aVisit(household, office)
  await anEvidence(household, office)
  await anEvidence(household, office)
  await owner().query(`UPDATE household_state SET valid_from = '2020-01-01' WHERE household_id = $1`, [household.id])
  await withScope(office, ({ db }) =>
    db.$executeRawUnsafe(
      `UPDATE household SET poverty_status = 'RELAPSED', relapsed_on = '2026-03-26' WHERE id = '${household.id}'`,
    ),
  )
  const told = async (only?: string) =>
    (await withScope(office, (ctx) => getHousehold(ctx, household.id, '', only))).events.map(({ kind }) => kind)
  expect(await told()).toEqual(['STATE', 'EVIDENCE', 'VISIT'])
  expect(await told('EVIDENCE')).toEqual(['EVIDENCE'])
  expect(await told('STATE')).toEqual(['STATE'])
  expect(await told('nonsense')).toEqual(['STATE', 'EVIDENCE', 'VISIT'])
  const [state, evidence] = (await withScope(office, (ctx) => getHousehold(ctx, household.id))).events
  expect(state).toMatchObject({ wasStatus: 'EXITED', status: 'RELAPSED', moved: false })
  expect(evidence).toMatchObject({ n: 2 })
})
