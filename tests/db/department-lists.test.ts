import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkDigit } from '@/lib/households/rules/id-number'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { answerTo } from '@/lib/platform/form-reading'
import { confirmList, reportMatches, withdrawList } from '@/lib/support/commands/match'
import { recordMeasure } from '@/lib/support/commands/record'
import { previewNumbers } from '@/lib/support/queries/list-preview'
import { getList, listLists } from '@/lib/support/queries/lists'
import { sealList } from '@/lib/support/sealed-list'
import { previewFile } from '@/lib/transfer/queries/match-preview'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { asApp } from '../support/database'
import { fillSecrets } from '../support/exports'
import { aCase, aField, layTypes, TOLD, tryTo } from '../support/measures'

const ILL = { ...TOLD, typeCode: 'HEA_SERIOUS', title: '大病专项救治', amount: '', fundSource: undefined }
const PURPOSE = '2026年一季度住院自付较高人员'
let health: Actor
let housing: Actor
let office: Actor
let serial = 100
let here: BuiltHousehold
let watched: BuiltHousehold
let foreign: BuiltHousehold
const numbers = new Map<string, string>()

const aNumber = () => {
  const first17 = `99079919800101${serial++}`
  return first17 + checkDigit(first17)
}
async function withNumber(village?: string) {
  const household = await aHousehold(village)
  const idNumber = aNumber()
  await fillSecrets(household, { idNumber, phone: randomUUID(), bankAccount: randomUUID(), address: '' })
  numbers.set(household.id, idNumber)
  return household
}
const of = (household: BuiltHousehold) => numbers.get(household.id) as string

beforeAll(async () => {
  await layGround()
  await layTypes()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  housing = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY')
  await aField(housing, ['HOUSING'])
})
beforeEach(async () => {
  health = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY')
  await aField(health, ['HEALTH'])
  here = await withNumber(PLACES.village)
  watched = await withNumber(PLACES.siblingVillage)
  await aCase(watched)
  foreign = await withNumber(PLACES.otherCountyVillage)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

type Told = { id?: string; category?: string; purpose?: string }
function formOf(over: object): FormData {
  const form = new FormData()
  const told = { id: randomUUID(), category: 'HEALTH', purpose: PURPOSE, ...over }
  for (const [name, value] of Object.entries(told)) form.set(name, value)
  return form
}
const look = (actor: Actor, lines: readonly string[], over: Told = {}) =>
  answerTo(actor, previewNumbers, formOf({ numbers: lines.join('\n'), ...over }))
const confirm = (actor: Actor, id: string, carriedFile: string, commandId: string = randomUUID()) =>
  execute(actor, confirmList, { id, carriedFile }, { id: commandId })
/** Looks at a list and, where nothing is wrong with it, confirms it. */
async function paste(actor: Actor, lines: readonly string[], over: Told = {}, commandId?: string) {
  const looked = await look(actor, lines, over)
  if (!looked.ok || looked.data.carried === null) return looked
  return confirm(actor, looked.data.id, looked.data.carried, commandId)
}
async function aList(lines: readonly string[], actor = health): Promise<string> {
  const outcome = await paste(actor, lines)
  if (!outcome.ok || !('listId' in outcome.data)) throw new Error(JSON.stringify(outcome))
  return outcome.data.listId
}
const view = (actor: Actor, id: string) => withScope(actor, (ctx) => getList(ctx, id))
const record = (household: BuiltHousehold) =>
  tryTo(health, recordMeasure, { ...ILL, id: randomUUID(), householdId: household.id })

test('a match opens the household to the department within its field; unknown and foreign numbers reveal nothing', async () => {
  expect(await record(here)).toBe('notFound')
  const unknown = aNumber()
  const outcome = await paste(health, [`${of(here)}\t王某 36000`, '', unknown, of(foreign)])
  expect(outcome).toMatchObject({ ok: true, data: { rows: 3, matched: 1 } })
  const id = outcome.ok && 'listId' in outcome.data ? outcome.data.listId : ''
  const list = await view(health, id)
  expect(list).toMatchObject({
    state: 'RUNNING',
    category: 'HEALTH',
    rowCount: 3,
    matched: 1,
    validUntil: '2026-04-25',
  })
  expect(list.matches.map(({ householdId, rowNo }) => [householdId, rowNo])).toEqual([[here.id, 1]])
  expect(await record(here)).toBe('done')
  expect(await tryTo(health, recordMeasure, { ...TOLD, id: randomUUID(), householdId: here.id })).toBe(
    'support.notYourField',
  )
  const kept = await owner().query(
    `SELECT (SELECT string_agg(l::text, ' ') FROM department_list l WHERE id = $1) || (SELECT string_agg(m::text, ' ') FROM department_match m WHERE list_id = $1) AS all`,
    [id],
  )
  for (const number of [unknown, of(foreign), of(here)]) expect(kept.rows[0].all).not.toContain(number)
  const log = await owner().query(`SELECT kind, purpose, reason FROM access_log WHERE actor_id = $1`, [health.userId])
  expect(log.rows).toContainEqual({ kind: 'SEARCH_ID', purpose: 'HEALTH', reason: `3 1 ${PURPOSE}` })
  await expect(view(housing, id)).rejects.toThrow(NotFoundError)
  expect((await view(office, id)).matches).toHaveLength(1)
  expect((await withScope(housing, listLists)).lists.map((each) => each.id)).not.toContain(id)
})

test('errors are named by row and then nothing is kept; a list of another field, an empty one and too many are refused', async () => {
  const wrong = `${of(here).slice(0, 17)}${of(here).endsWith('0') ? '1' : '0'}`
  const outcome = await paste(health, [of(here), wrong, '张三', of(here)])
  expect(outcome).toMatchObject({
    ok: true,
    data: {
      rows: 4,
      wrong: 2,
      twice: 1,
      known: 1,
      carried: null,
      faults: [
        { code: 'support.numberWrong', params: { row: 2 } },
        { code: 'support.numberWrong' },
        { code: 'support.numberTwice', params: { row: 4, first: 1 } },
      ],
    },
  })
  expect((await withScope(health, listLists)).lists).toEqual([])
  expect(await paste(health, [of(here)], { category: 'HOUSING' })).toMatchObject({
    code: 'support.notYourField',
    field: 'category',
  })
  expect(await paste(health, [of(here)], { purpose: ' ' })).toMatchObject({ kind: 'input' })
  expect(await paste(health, ['', ' '])).toMatchObject({ code: 'support.listEmpty', field: 'numbers' })
  expect(await paste(office, [of(here)])).toMatchObject({ kind: 'forbidden' })
  const [listId, commandId] = [randomUUID(), randomUUID()]
  const looked = await look(health, [of(here)], { id: listId })
  const carried = (looked.ok && looked.data.carried) || ''
  expect(await confirm(health, listId, carried, commandId)).toMatchObject({ ok: true, replayed: false })
  expect(await confirm(health, listId, carried, commandId)).toMatchObject({ ok: true, replayed: true })
  for (let n = 1; n < 20; n++) await aList([of(here)])
  expect(await paste(health, [of(here)])).toMatchObject({ code: 'support.tooManyLists' })
})

test('a file is read by its column of numbers alone', async () => {
  const send = (text: string) => answerTo(health, previewFile, formOf({ file: new File([text], 'list.csv') }))
  const good = await send(`姓名,身份证号,自付\n王某,${of(here)},36000\n李某,${of(watched)},28000`)
  expect(good).toMatchObject({
    ok: true,
    data: { rows: 2, known: 2, columns: ['姓名', '身份证号', '自付'], column: '身份证号' },
  })
  expect(await send(`${of(here)}\n`)).toMatchObject({ ok: true, data: { known: 1, columns: [], column: null } })
  expect(await send(`姓名,身份证号\n王某,12345`)).toMatchObject({ data: { wrong: 1, carried: null } })
  expect(await send('姓名,金额\n王某,5')).toMatchObject({ code: 'support.noNumbers', field: 'file' })
})

test('a list that was only looked at is kept nowhere; confirmed is the very list that was shown, within the hour', async () => {
  const looked = await look(health, [of(here), of(watched)])
  const { id, carried } = (looked.ok ? looked.data : { id: '', carried: '' }) as { id: string; carried: string }
  expect(Buffer.from(carried, 'base64').toString('latin1')).not.toContain(of(here))
  const kept = await owner().query(
    `SELECT (SELECT count(*) FROM department_list WHERE id = $1)::int + (SELECT count(*) FROM department_match WHERE list_id = $1)::int AS n,
       (SELECT count(*) FROM command_receipt WHERE command LIKE 'match.%' AND actor_id = $2)::int AS receipts`,
    [id, health.userId],
  )
  expect(kept.rows[0]).toEqual({ n: 0, receipts: 0 })
  const log = await owner().query('SELECT kind, field, purpose, reason FROM access_log WHERE actor_id = $1', [
    health.userId,
  ])
  expect(log.rows).toEqual([
    { kind: 'SEARCH_ID', field: 'departmentPreview', purpose: 'HEALTH', reason: `2 2 ${PURPOSE}` },
  ])
  const altered = Buffer.from(carried, 'base64')
  altered[altered.length - 20] = (altered[altered.length - 20] ?? 0) ^ 1
  expect(await confirm(health, id, altered.toString('base64'))).toMatchObject({ code: 'support.previewOver' })
  expect(await confirm(health, randomUUID(), carried)).toMatchObject({ code: 'support.previewOver' })
  const old = sealList(id, { category: 'HEALTH', purpose: PURPOSE, listed: [], at: '2026-03-01T00:00:00.000Z' })
  expect(await confirm(health, id, old)).toMatchObject({ code: 'support.previewOver' })
  expect(await confirm(housing, id, carried)).toMatchObject({ code: 'support.notYourField' })
  expect(await confirm(health, id, carried)).toMatchObject({ ok: true, data: { rows: 2, matched: 2 } })
  for (let n = 1; n < 40; n++) await look(health, [of(here)])
  expect(await look(health, [of(here)])).toMatchObject({ code: 'support.tooManyPreviews' })
})

test('matches become clues to verify, once; withdrawn, list and clues are gone, but not once somebody went on', async () => {
  const id = await aList([of(here), of(watched)])
  const report = (actor: Actor, listId: string) =>
    tryTo(actor, reportMatches, { listId, reportId: randomUUID(), summary: PURPOSE })
  const clues = async (household: BuiltHousehold) =>
    (
      await owner().query(`SELECT source::text, status::text, summary FROM clue WHERE household_id = $1`, [
        household.id,
      ])
    ).rows
  expect(await report(housing, id)).toBe('notFound')
  const both = await Promise.all([report(health, id), report(health, id)])
  expect(both.filter((each) => each === 'done')).toHaveLength(1)
  expect(await clues(here)).toEqual([{ source: 'DEPARTMENT', status: 'OPEN', summary: PURPOSE }])
  expect(await clues(watched)).toEqual([])
  expect(await view(health, id)).toMatchObject({ clues: 1, mayReport: false })
  expect(await report(health, id)).toBe('support.listReported')
  expect(await tryTo(housing, withdrawList, { listId: id })).toBe('notFound')
  expect(await tryTo(health, withdrawList, { listId: id })).toBe('done')
  expect(await clues(here)).toEqual([])
  expect(await view(health, id)).toMatchObject({ state: 'WITHDRAWN', matches: [] })
  expect(await record(here)).toBe('notFound')
  expect(await tryTo(health, withdrawList, { listId: id })).toBe('support.listWithdrawn')
  const second = await aList([of(here)])
  expect(await report(health, second)).toBe('done')
  await owner().query(`UPDATE clue SET summary = '已核实', version = version + 1 WHERE household_id = $1`, [here.id])
  expect(await tryTo(health, withdrawList, { listId: second })).toBe('journal.dependent')
  expect(await report(health, await aList([of(watched)]))).toBe('support.nobodyToReport')
})

test('past its day a list shows nobody and opens nothing', async () => {
  const id = await aList([of(here)])
  await owner().query('ALTER TABLE department_list DISABLE TRIGGER department_list_stays')
  await owner().query(`UPDATE department_list SET valid_until = '2026-03-25' WHERE id = $1`, [id])
  await owner().query('ALTER TABLE department_list ENABLE TRIGGER department_list_stays')
  expect(await view(health, id)).toMatchObject({ state: 'OVER', matches: [], mayReport: false })
  expect(await record(here)).toBe('notFound')
  expect(await tryTo(health, reportMatches, { listId: id, reportId: randomUUID(), summary: 'x' })).toBe(
    'support.listOver',
  )
})

test('the database itself keeps a list as it was brought, within the field and under the own name', async () => {
  const id = await aList([of(here)])
  const attack = (actor: Actor, sql: string, values: unknown[]) =>
    asApp(async (client) => {
      await client.query('BEGIN')
      await client.query(
        `SET LOCAL app.scope = '${actor.scope}'; SET LOCAL app.actor = '${actor.userId}'; SET LOCAL app.today = '2026-03-26'`,
      )
      try {
        return String((await client.query(sql, values)).rowCount)
      } catch (error) {
        return (error as { code: string }).code
      } finally {
        await client.query('ROLLBACK')
      }
    })
  const change = (set: string) => attack(health, `UPDATE department_list SET ${set} WHERE id = $1`, [id])
  expect(await change(`valid_until = '2027-01-01'`)).toBe('23514')
  expect(await change(`matched = 0`)).toBe('23514')
  expect(await change(`purpose = 'x'`)).toBe('23514')
  expect(await attack(health, 'DELETE FROM department_list WHERE id = $1', [id])).toBe('42501')
  expect(await attack(health, 'DELETE FROM department_match WHERE list_id = $1', [id])).toBe('42501')
  const more = `INSERT INTO department_match (county_code, list_id, person_id, region_code, household_id, row_no)
    SELECT '130799', $1, person_id, region_code, household_id, 9 FROM membership WHERE household_id = $2`
  expect(await attack(health, more, [id, watched.id])).toBe('23514')
  const copy = `INSERT INTO department_list SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'made_by', $2::text, 'category', $3::text))).* FROM department_list l WHERE id = $1`
  expect(await attack(health, copy, [id, health.userId, 'HEALTH'])).toBe('1')
  expect(await attack(health, copy, [id, health.userId, 'HOUSING'])).toBe('23514')
  expect(await attack(housing, copy, [id, housing.userId, 'HEALTH'])).toBe('23514')
  expect(await attack(office, copy, [id, office.userId, 'HEALTH'])).toBe('23514')
})
