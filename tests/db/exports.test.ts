import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeExport } from '@/lib/exports/commands/make'
import { listExports } from '@/lib/exports/queries/requests'
import { countMembers } from '@/lib/exports/sql/lists'
import { listHouseholds } from '@/lib/households/queries/list'
import { readListParams } from '@/lib/households/rules/list-params'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { aClue, aHousehold, anActor, closeOwner, owner, PLACES } from '../support/builders'
import { decide, freshOffice, layExportGround, statusOf, threshold, VILLAGE_ONLY } from '../support/export-story'
import { ask, cellsOf, download, idOf, makeNow, NOTE, takeOut } from '../support/exports'

let office: Actor
let leader: Actor
let colleague: Actor
let supervisor: Actor

const COUNTY = '130799'

const kindOf = (outcome: Awaited<ReturnType<typeof decide>>) =>
  outcome.ok ? 'done' : outcome.kind === 'rule' ? outcome.code : outcome.kind

beforeAll(async () => {
  ;({ supervisor, leader, colleague } = await layExportGround())
})
beforeEach(async () => {
  office = await freshOffice()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

describe('asking', () => {
  test('a small masked list is made at once and holds exactly the rows of its list, at three levels', async () => {
    for (const [region, prefix] of [
      [PLACES.county, '130799'],
      [PLACES.township, '130799100'],
      [PLACES.village, PLACES.village],
    ] as const) {
      for (const more of [
        '',
        '&status=NOT_EXITED',
        '&q=wang',
        '&unvisited=30',
        '&monitored=NO',
        '&type=POOR_GENERAL',
      ]) {
        const query = `region=${region}${more}`
        const shown = await withScope(office, async (ctx) => {
          const { filter } = readListParams(Object.fromEntries(new URLSearchParams(query)), ctx.actor.scope)
          expect(filter.region).toBe(prefix)
          return listHouseholds(ctx, filter)
        })
        const asker = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
        const { body } = await takeOut(asker, { query })
        const rows = (await cellsOf(body)).slice(2, -1)
        expect(rows.map((row) => row[0])).toEqual(shown.rows.map(({ householdNo }) => householdNo))
        const ledger = await takeOut(asker, { query, kind: 'LEDGER' })
        const members = await withScope(asker, (ctx) =>
          countMembers(
            ctx,
            COUNTY,
            shown.rows.map(({ id }) => id),
          ),
        )
        expect((await cellsOf(ledger.body)).length - 3).toBe(members)
      }
    }
  })

  test('the file of clues holds the clues of the list', async () => {
    const household = await aHousehold(PLACES.siblingVillage)
    const clue = await aClue(household, supervisor)
    const { rows } = await owner().query('SELECT clue_no FROM clue WHERE id = $1', [clue])
    const { body } = await takeOut(office, { kind: 'CLUES', query: `region=${PLACES.siblingVillage}&tab=open` })
    const cells = await cellsOf(body)
    expect(cells.slice(2, -1).map((row) => row[0])).toEqual([rows[0].clue_no])
    const none = await ask(office, { kind: 'CASES', query: `region=${PLACES.siblingVillage}&tab=open` })
    expect(none).toMatchObject({ ok: false, code: 'exports.nothing' })
  })

  test('a foreign or missing region is not found, a filter that is not understood is refused', async () => {
    for (const region of [PLACES.otherCounty, PLACES.otherCountyVillage, '130799109999', '13', 'x']) {
      expect(await ask(office, { query: `region=${region}` })).toMatchObject({ ok: false, kind: 'notFound' })
    }
    expect(await ask(office, { query: 'status=RICH' })).toMatchObject({ ok: false, code: 'exports.notUnderstood' })
    const city = await anActor('SUPERVISOR', PLACES.city, 'CITY')
    expect(await ask(city)).toMatchObject({ ok: false, code: 'exports.chooseCounty' })
    expect(await ask(city, { query: `region=${PLACES.otherCounty}` })).toMatchObject({ ok: true })
  })

  test('sending twice asks once, and the eleventh request of an hour is refused in words', async () => {
    const [id, commandId] = [randomUUID(), randomUUID()]
    expect(await ask(office, { id, query: VILLAGE_ONLY }, commandId)).toMatchObject({ ok: true, replayed: false })
    expect(await ask(office, { id, query: VILLAGE_ONLY }, commandId)).toMatchObject({ ok: true, replayed: true })
    const more = await Promise.all(Array.from({ length: 12 }, () => ask(office, { query: VILLAGE_ONLY })))
    expect(more.filter(({ ok }) => ok)).toHaveLength(9)
    expect(more.find(({ ok }) => !ok)).toMatchObject({
      kind: 'rule',
      code: 'exports.tooMany',
      params: { n: 10, minutes: 60 },
    })
  })

  test('numbers in full want a fresh proof of the person, and always a second one', async () => {
    expect(await ask(office, { unmasked: true, query: VILLAGE_ONLY })).toMatchObject({
      ok: false,
      code: 'users.stepUpNeeded',
    })
    const { now } = await withScope(office, async (ctx) => ({ now: ctx.now }))
    const stale = { ...office, steppedUpAt: new Date(now.getTime() - 6 * 60_000) }
    expect(await ask(stale, { unmasked: true, query: VILLAGE_ONLY })).toMatchObject({
      ok: false,
      code: 'users.stepUpNeeded',
    })
    const proved = { ...office, steppedUpAt: new Date(now.getTime() - 60_000) }
    const outcome = await ask(proved, { unmasked: true, query: VILLAGE_ONLY })
    expect(outcome).toMatchObject({ ok: true, data: { needsApproval: true } })
    const auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
    const auditing = { ...auditor, steppedUpAt: proved.steppedUpAt }
    expect(await ask(auditing, { unmasked: true })).toMatchObject({ ok: false, code: 'exports.unmaskedNotForRole' })
    expect(await ask(auditor, { kind: 'LEDGER', withHealth: true })).toMatchObject({
      ok: false,
      code: 'exports.healthNotForRole',
    })
  })
})

describe('deciding', () => {
  const asked = async () => {
    await threshold(1)
    return idOf(await ask(office, { query: VILLAGE_ONLY }))
  }

  test('above the threshold nothing is made until another person approves; then the asker makes and fetches it', async () => {
    const id = await asked()
    expect(await makeNow(office, id)).toBe(false)
    expect(kindOf(await decide(office, id, 'APPROVE'))).toBe('exports.ownRequest')
    const inbox = await withScope(leader, listExports)
    expect(inbox.waiting.map((each) => each.id)).toContain(id)
    expect(kindOf(await decide(leader, id, 'APPROVE'))).toBe('done')
    expect(await makeNow(leader, id)).toBe(false)
    expect(await execute(office, makeExport, { exportId: id }, { id: randomUUID() })).toMatchObject({ ok: true })
    expect(await makeNow(office, id)).toBe(true)
    expect(await statusOf(id)).toMatchObject({ status: 'READY', file_rows: 3 })
    const { fileName, body } = await download(office, id)
    expect(fileName).toMatch(/^130799100001_农户名单_DC-2026-\d{4}\.xlsx$/)
    expect((await cellsOf(body))[0]?.[0]).toContain(NOTE)
    expect(await statusOf(id)).toMatchObject({ status: 'FETCHED', fetch_count: 1 })
    const { rows } = await owner().query(
      `SELECT command, actor_id FROM audit_entry WHERE table_name = 'export_request' AND row_id = $1 ORDER BY id`,
      [`${COUNTY}/${id}`],
    )
    expect([...new Set(rows.map((row) => row.command))]).toEqual([
      'export.request',
      'export.decide',
      'export.make',
      'export.fetch',
    ])
    expect(rows.find((row) => row.command === 'export.decide').actor_id).toBe(leader.userId)
  })

  test('neither a deputy of who asked nor who was stood in for may approve', async () => {
    const id = await asked()
    const deputy = { ...leader, actingFor: { userId: office.userId, name: office.name } }
    expect(kindOf(await decide(deputy, id, 'APPROVE'))).toBe('exports.ownRequest')
    await threshold(1)
    const standIn = { ...office, actingFor: { userId: leader.userId, name: leader.name } }
    const other = idOf(await ask(standIn, { query: VILLAGE_ONLY }))
    expect(kindOf(await decide(leader, other, 'APPROVE'))).toBe('exports.ownRequest')
    expect(kindOf(await decide(colleague, other, 'APPROVE'))).toBe('done')
  })

  test('two approvers at the same time have one effect, and a refusal says why and is final', async () => {
    const id = await asked()
    const both = await Promise.all([decide(leader, id, 'APPROVE'), decide(colleague, id, 'REFUSE', '用途不清')])
    expect(both.map(kindOf).sort()).toEqual(['done', 'exports.decidedAlready'])
    const refused = await asked()
    expect(kindOf(await decide(leader, refused, 'REFUSE'))).toBe('exports.refusalNeedsWords')
    expect(kindOf(await decide(leader, refused, 'REFUSE', '用途不清'))).toBe('done')
    expect(kindOf(await decide(colleague, refused, 'APPROVE'))).toBe('exports.decidedAlready')
    expect(await execute(office, makeExport, { exportId: refused }, { id: randomUUID() })).toMatchObject({
      code: 'exports.notToMake',
    })
  })

  test('deciding twice with one command is deciding once', async () => {
    const [id, commandId] = [await asked(), randomUUID()]
    expect(await decide(leader, id, 'APPROVE', '', commandId)).toMatchObject({ ok: true, replayed: false })
    expect(await decide(leader, id, 'APPROVE', '', commandId)).toMatchObject({ ok: true, replayed: true })
  })

  test('a list that grew beyond the threshold meanwhile does not leave without approval', async () => {
    await threshold(3)
    const id = idOf(await ask(office, { query: VILLAGE_ONLY }))
    await aHousehold(PLACES.village)
    await makeNow(office, id)
    expect(await statusOf(id)).toMatchObject({ status: 'FAILED', failure: 'GROWN' })
    expect(await execute(office, makeExport, { exportId: id }, { id: randomUUID() })).toMatchObject({
      code: 'exports.notToMake',
    })
    await owner().query(
      `UPDATE household SET is_active = false WHERE id IN (SELECT id FROM household WHERE region_code = $1 ORDER BY created_at DESC LIMIT 1)`,
      [PLACES.village],
    )
  })
})
