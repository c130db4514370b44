import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { explainIssue } from '@/lib/quality/commands/explain'
import { withdrawExplanation } from '@/lib/quality/commands/withdraw'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy } from '../support/policy'
import { checkQuality, openIssue } from '../support/quality'

let cadre: Actor
let clerk: Actor
let office: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

const sql = async (text: string, ...values: unknown[]) => (await owner().query(text, values)).rows
const setPerson = (assignments: string) => sql(`UPDATE person SET ${assignments} WHERE id = $1`, household.headId)
const check = (actor: Actor = cadre, day?: string) => checkQuality(actor, day)
const explain = (actor: Actor, issue: string, over: object = {}, id: string = randomUUID()) =>
  execute(
    actor,
    explainIssue,
    { id: randomUUID(), issueId: issue, reason: '入户核实过，情况属实', until: '2026-06-30', ...over },
    { id },
  )
/** Counts of the household's village as they are stored. */
const village = async () => (await sql('SELECT * FROM quality_village WHERE region_code = $1', PLACES.village))[0]

describe('an explanation', () => {
  beforeEach(async () => {
    await setPerson(`health = '{HEALTHY}', labour = 'LOST', education = 'PRIMARY'`)
    await check()
  })

  it('takes a warning off the list until its day, and the warning comes back by itself', async () => {
    const before = await village()
    expect(await explain(cadre, await openIssue(household, 'R21'))).toMatchObject({ ok: true })
    await check()
    expect(await village()).toMatchObject({ explained: before?.explained + 1, warnings: before?.warnings - 1 })
    await check(cadre, '2026-06-30')
    expect((await village())?.explained).toBe(before?.explained + 1)
    await check(cadre, '2026-07-01')
    expect((await village())?.explained).toBe(before?.explained)
    await check()
  })

  it('no longer holds when the figures changed', async () => {
    await setPerson(`work_months = 3, work_area = 'TOWNSHIP'`)
    await check()
    expect(await explain(cadre, await openIssue(household, 'R26'))).toMatchObject({ ok: true })
    await check()
    const explained = (await village())?.explained
    await setPerson('work_months = 4')
    await check()
    expect((await village())?.explained).toBe(explained - 1)
    expect(await explain(cadre, await openIssue(household, 'R26'))).toMatchObject({ ok: true })
  })

  it('still holds when only the age moved on', async () => {
    await setPerson(`labour = 'NONE', birth_date = '1980-05-01'`)
    await check()
    expect(await explain(cadre, await openIssue(household, 'R22'))).toMatchObject({ ok: true })
    await check(cadre, '2026-05-02')
    expect(await explain(cadre, await openIssue(household, 'R22'))).toMatchObject({
      ok: false,
      code: 'quality.explainedAlready',
    })
  })

  it('is never of an error, neither by the command nor by the table', async () => {
    await setPerson('education = NULL')
    await check()
    const id = await openIssue(household, 'R17')
    expect(await explain(office, id)).toMatchObject({ ok: false, code: 'quality.errorStays' })
    const write = (severity: string) =>
      withScope(
        cadre,
        (ctx) => ctx.db.$executeRaw`
        INSERT INTO quality_explanation (county_code, id, region_code, issue_id, severity, household_id, figures, reason, until, explained_on, explained_by, explained_by_name)
        VALUES ('130799', gen_random_uuid(), ${PLACES.village}, ${id}::uuid, ${severity}, ${household.id}::uuid, '{}', '情况属实', '2026-06-30', '2026-03-26', ${cadre.userId}::uuid, 'x')`,
      )
    await expect(write('E')).rejects.toThrow(/never_of_an_error/)
    await expect(write('W')).rejects.toThrow(/foreign key|violates/i)
  })

  it('is given by those who clear the rule', async () => {
    const id = await openIssue(household, 'R16')
    expect(await explain(cadre, id)).toMatchObject({ ok: false, code: 'quality.notYours' })
    expect(await explain(clerk, id)).toMatchObject({ ok: true })
  })

  it('says why, and ends within the longest time', async () => {
    const id = await openIssue(household, 'R21')
    expect(await explain(cadre, id, { reason: '属实' })).toMatchObject({
      ok: false,
      errors: { reason: { code: 'quality.reasonNeeded' } },
    })
    expect(await explain(cadre, id, { until: '2026-13-01' })).toMatchObject({
      ok: false,
      errors: { until: { code: 'input.notADay' } },
    })
    expect(await explain(cadre, id, { until: '2026-03-25' })).toMatchObject({
      ok: false,
      code: 'quality.untilPast',
      field: 'until',
    })
    expect(await explain(cadre, id, { until: '2027-03-27' })).toMatchObject({
      ok: false,
      code: 'quality.untilTooFar',
      params: { months: 12 },
    })
    expect(await explain(cadre, id, { until: '2027-03-26' })).toMatchObject({ ok: true })
  })

  it('is given once by two at the same time', async () => {
    const id = await openIssue(household, 'R21')
    const both = await Promise.all([explain(cadre, id), explain(clerk, id)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'quality.explainedAlready' })
    const [kept] = await sql('SELECT count(*)::int AS n FROM quality_explanation WHERE issue_id = $1', id)
    expect(kept?.n).toBe(1)
  })

  it('sent twice is given once', async () => {
    const [issue, id] = [await openIssue(household, 'R21'), randomUUID()]
    const input = { id: randomUUID(), issueId: issue, reason: '入户核实过，情况属实', until: '2026-06-30' }
    expect(await execute(cadre, explainIssue, input, { id })).toMatchObject({ ok: true, replayed: false })
    expect(await execute(cadre, explainIssue, input, { id })).toMatchObject({ ok: true, replayed: true })
  })

  it('can be withdrawn once, and then the warning is open again', async () => {
    const issue = await openIssue(household, 'R21')
    await explain(cadre, issue)
    const [row] = await sql('SELECT id FROM quality_explanation WHERE issue_id = $1', issue)
    const withdraw = (actor: Actor) =>
      execute(actor, withdrawExplanation, { explanationId: row?.id }, { id: randomUUID() })
    const stranger = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
    expect(await withdraw(stranger)).toEqual({ ok: false, kind: 'notFound' })
    expect(await withdraw(clerk)).toMatchObject({ ok: true })
    expect(await withdraw(cadre)).toMatchObject({ ok: false, code: 'quality.withdrawnAlready' })
    expect(await explain(cadre, issue)).toMatchObject({ ok: true })
  })

  it('is not reworded afterwards', async () => {
    const issue = await openIssue(household, 'R21')
    await explain(cadre, issue)
    await expect(
      sql(`UPDATE quality_explanation SET reason = '另外的原因' WHERE issue_id = $1`, issue),
    ).rejects.toThrow(/written once/)
    await expect(
      withScope(
        cadre,
        (ctx) =>
          ctx.db.$executeRaw`UPDATE quality_explanation SET reason = '另外的原因' WHERE issue_id = ${issue}::uuid`,
      ),
    ).rejects.toThrow(/permission denied/)
  })

  it('cannot be given to what was cleared meanwhile', async () => {
    const issue = await openIssue(household, 'R21')
    await setPerson(`labour = 'WEAK'`)
    await check()
    expect(await explain(cadre, issue)).toEqual({ ok: false, kind: 'notFound' })
  })
})
