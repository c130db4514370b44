import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { doneGroup, drawGroups, setGroup } from '@/lib/yearplans/commands/groups'
import { reportSupply } from '@/lib/yearplans/commands/supplies'
import { getGroups } from '@/lib/yearplans/queries/groups'
import { getPlanHead } from '@/lib/yearplans/queries/plan'
import { getSupplies } from '@/lib/yearplans/queries/supplies'
import { aHousehold, anActor, aPairing, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { aVillagePlan } from '../support/yearplans'

const people = {} as Record<'secretary' | 'leader' | 'helper' | 'neighbour', Actor>

beforeAll(async () => {
  await layGround()
  people.secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  people.leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  people.helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  people.neighbour = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function aSpecial(set: string, over: object = {}, place: string = PLACES.village) {
  const household = await aHousehold(place, { ...over })
  await owner().query(`UPDATE person SET ${set} WHERE id = $1`, [household.headId])
  return household
}
const raw = (actor: Actor, sql: string) => withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))

describe('special groups', () => {
  it('are drawn from the register, once each, and never typed', async () => {
    const disabled = await aSpecial(`health = '{DISABLED,SERIOUS_ILLNESS}'`)
    const destitute = await aSpecial(`health = '{HEALTHY}'`, { household_type: 'POOR_DESTITUTE' })
    const healthy = await aSpecial(`health = '{HEALTHY}'`)
    const dead = await aSpecial(`health = '{DISABLED}', died_on = '2020-01-01'`)
    const elsewhere = await aSpecial(`health = '{DISABLED}'`, {}, PLACES.siblingVillage)
    const { id: planId } = await aVillagePlan({ year: 2026 })
    expect(await tryTo(people.neighbour, drawGroups, { planId })).toBe('notFound')
    expect(await tryTo(people.secretary, drawGroups, { planId })).toBe('done')
    expect(await tryTo(people.secretary, drawGroups, { planId })).toBe('done')
    const { rows } = await owner().query(
      'SELECT household_id AS id, groups FROM village_special WHERE plan_id = $1 ORDER BY cardinality(groups) DESC',
      [planId],
    )
    expect(rows).toEqual([
      { id: disabled.id, groups: ['DISABLED', 'SERIOUS_ILLNESS'] },
      { id: destitute.id, groups: ['DESTITUTE'] },
    ])
    const line = (household: { id: string }) =>
      `INSERT INTO village_special (county_code, plan_id, household_id, region_code, groups, drawn_on)
       VALUES ('130799', '${planId}', '${household.id}', '${PLACES.village}', '{DISABLED}', '2026-01-01')`
    await expect(raw(people.secretary, line(healthy))).rejects.toThrow(/village_special_groups/)
    await expect(raw(people.secretary, line(dead))).rejects.toThrow(/village_special_groups/)
    await expect(raw(people.secretary, line(elsewhere))).rejects.toThrow(/no household of this village/)
  })

  it('say what is to be done and are done once; above, only how many there are', async () => {
    const { id: planId } = await aVillagePlan({ year: 2025 })
    const { id: householdId } = await aSpecial(`destitute = true`)
    await tryTo(people.secretary, drawGroups, { planId })
    const key = { planId, householdId }
    const today = await withScope(people.secretary, async (ctx) => ctx.today)
    expect(await tryTo(people.secretary, doneGroup, { ...key, version: 1, doneOn: today })).toBe(
      'yearplans.nothingToDo',
    )
    expect(
      await tryTo(people.secretary, setGroup, { ...key, version: 1, todo: '申办护理补贴', dueOn: '2020-01-01' }),
    ).toBe('done')
    expect(await tryTo(people.secretary, setGroup, { ...key, version: 1, todo: '甲' })).toBe('yearplans.changed')
    const seenBy = (actor: Actor) => withScope(actor, async (ctx) => getGroups(ctx, await getPlanHead(ctx, planId)))
    const seen = await seenBy(people.secretary)
    expect(seen.lines.find((each) => each.householdId === householdId)).toMatchObject({
      groups: ['DESTITUTE'],
      todo: '申办护理补贴',
      isLate: true,
    })
    expect(await tryTo(people.secretary, doneGroup, { ...key, version: 2, doneOn: '2020-01-01' })).toBe(
      'yearplans.beforeDrawn',
    )
    expect(await tryTo(people.secretary, doneGroup, { ...key, version: 2, doneOn: today, note: '已发放' })).toBe('done')
    expect(await tryTo(people.secretary, setGroup, { ...key, version: 3, todo: '乙' })).toBe('yearplans.doneAlready')
    expect(await seenBy(people.leader)).toMatchObject({ all: seen.all, done: 1, seesLines: false, lines: [] })
    const attacks: [string, RegExp][] = [
      [`UPDATE village_special SET todo = '乙', version = 4 WHERE household_id = '${householdId}'`, /never changes/],
      [`UPDATE village_special SET groups = '{DISABLED}' WHERE household_id = '${householdId}'`, /permission denied/],
      [`DELETE FROM village_special WHERE household_id = '${householdId}'`, /permission denied/],
    ]
    for (const [sql, why] of attacks) await expect(raw(people.secretary, sql), sql).rejects.toThrow(why)
  })

  it('a paired helper sees the line of his household and no other', async () => {
    const { id: planId } = await aVillagePlan({ year: 2024 })
    const mine = await aSpecial(`destitute = true`)
    await aSpecial(`destitute = true`)
    await aPairing(mine, people.helper)
    await tryTo(people.secretary, drawGroups, { planId })
    const rows = await withScope(people.helper, ({ db }) => db.villageSpecial.findMany({ where: { planId } }))
    expect(rows.map(({ householdId }) => householdId)).toEqual([mine.id])
  })
})

describe('spring supplies', () => {
  it('tell need, stock and a gap that is never below nothing; asked again, the later row holds and the earlier stays', async () => {
    const { id: planId } = await aVillagePlan({ year: 2020 })
    const supply = (over: object = {}) => ({
      id: randomUUID(),
      planId,
      item: 'SEEDS',
      unit: '公斤',
      need: 1_200,
      stock: 800,
      asOf: '2020-03-18',
      ...over,
    })
    expect(await tryTo(people.secretary, reportSupply, supply({ item: 'OTHER' }))).toBe('input.required')
    expect(await tryTo(people.secretary, reportSupply, supply({ asOf: '2019-03-18' }))).toBe('yearplans.withinTheYear')
    expect(await tryTo(people.secretary, reportSupply, supply({ need: -1 }))).toBe('input.tooSmall')
    const [first, sending] = [supply(), randomUUID()]
    expect(await tryTo(people.secretary, reportSupply, first, sending)).toBe('done')
    expect(await tryTo(people.secretary, reportSupply, first, sending)).toBe('replayed')
    expect(await tryTo(people.secretary, reportSupply, supply({ asOf: '2020-03-25', stock: 1_500 }))).toBe('done')
    expect(await tryTo(people.secretary, reportSupply, supply({ item: 'FILM', unit: '卷', need: 90, stock: 20 }))).toBe(
      'done',
    )
    const seen = await withScope(people.secretary, async (ctx) => getSupplies(ctx, await getPlanHead(ctx, planId)))
    expect(seen.now.map(({ item, gap }) => [item, gap])).toEqual([
      ['SEEDS', 0],
      ['FILM', 70],
    ])
    expect(seen.earlier.map(({ gap }) => gap)).toEqual([400])
    expect(seen.short).toBe(1)
    await expect(raw(people.secretary, `UPDATE village_supply SET stock = 0`)).rejects.toThrow(/permission denied/)
    await expect(owner().query('DELETE FROM village_supply WHERE plan_id = $1', [planId])).rejects.toThrow(/kept/)
    await expect(
      raw(
        people.secretary,
        `INSERT INTO village_supply (county_code, id, region_code, plan_id, item, unit, need, stock, as_of, recorded_by, recorded_by_name, recorded_at)
         VALUES ('130799', gen_random_uuid(), '${PLACES.village}', '${planId}', 'SEEDS', 'kg', 1, 1, '2021-01-01', gen_random_uuid(), '甲', now())`,
      ),
    ).rejects.toThrow(/year of the plan/)
  })
})
