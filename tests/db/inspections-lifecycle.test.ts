import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endItem } from '@/lib/inspections/commands/item'
import { nextOf } from '@/lib/inspections/lifecycle'
import { getForm } from '@/lib/inspections/queries/form'
import { getLetter } from '@/lib/inspections/queries/letter'
import { CAMPAIGN_STATUSES, type CampaignStatus } from '@/lib/inspections/schema'
import type { Actor } from '@/lib/platform/actor'
import { sqlStateOf, unscoped, withScope } from '@/lib/platform/db'
import {
  aHousehold,
  anActor,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aCampaign, aDraw, aFormRow, aLetter, moveTo } from '../support/inspections'
import { tryTo } from '../support/measures'

let people: Record<'office' | 'supervisor' | 'clerk' | 'cadre' | 'outsider', Actor>
let home: BuiltHousehold

beforeAll(async () => {
  await layGround()
  people = {
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'),
    outsider: await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY'),
  }
  home = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** What the database says to a statement of the app role: rows changed, or the SQLSTATE of its refusal. */
async function says(actor: Actor, sql: string): Promise<number | string | undefined> {
  try {
    return await withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))
  } catch (error) {
    return sqlStateOf(error) ?? (error as Error).message
  }
}

const formSql = (campaignId: string, { id, regionCode }: BuiltHousehold, over: { by?: string; on?: string } = {}) =>
  `INSERT INTO inspection_form (county_code, id, campaign_id, household_id, region_code, round, inspected_on, answers, yes, no, fixed, signer,
     inspector_id, inspector_name, inspector_unit, recorded_at, received_at)
   VALUES ('130799', '${randomUUID()}', '${campaignId}', '${id}', '${regionCode}', 1, '${over.on ?? '2026-03-20'}', '[]', 1, 0, 0, 'A',
     '${over.by ?? people.office.userId}', 'A', '', now(), now())`

const formsOf = async (id: string) =>
  (await owner().query('SELECT * FROM inspection_form WHERE campaign_id = $1', [id])).rows

describe('the database takes the same steps of a campaign as the code', () => {
  it.each(CAMPAIGN_STATUSES)('from %s', async (from) => {
    const wrong: string[] = []
    for (const to of CAMPAIGN_STATUSES) {
      if (to === from) continue
      const id = await aCampaign(await aHousehold(), people.office, from)
      if (from === 'PLANNED') await aDraw(await aHousehold(), people.office, id)
      const taken = await moveTo(id, to).then(
        () => true,
        (error: { code: string }) => error.code !== '23514',
      )
      if (taken !== (nextOf(from as CampaignStatus) === to)) wrong.push(`${from} > ${to}: ${taken}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('the app role', () => {
  it('cannot change or delete a draw, a drawn household, a form, a letter or a step', async () => {
    const id = await aCampaign(home, people.office)
    await aFormRow(home, people.office, id)
    for (const table of [
      'inspection_draw',
      'inspection_drawn',
      'inspection_form',
      'inspection_letter',
      'inspection_step',
    ]) {
      expect([table, await says(people.supervisor, `UPDATE ${table} SET region_code = region_code`)]).toEqual([
        table,
        '42501',
      ])
      expect([table, await says(people.supervisor, `DELETE FROM ${table}`)]).toEqual([table, '42501'])
    }
    expect(await says(people.supervisor, `DELETE FROM inspection_campaign WHERE id = '${id}'`)).toBe('42501')
    await expect(owner().query('UPDATE inspection_form SET no = 0 WHERE campaign_id = $1', [id])).rejects.toThrow(
      /kept/,
    )
    await expect(owner().query('DELETE FROM inspection_drawn WHERE campaign_id = $1', [id])).rejects.toThrow(/kept/)
  })

  it('cannot rewrite a plan that was drawn, begin in the middle, or close over an open finding', async () => {
    const id = await aCampaign(await aHousehold(), people.office, 'RECTIFYING')
    const set = (what: string) =>
      says(people.office, `UPDATE inspection_campaign SET ${what}, version = version + 1 WHERE id = '${id}'`)
    expect(await set('registered_target = 0')).toBe('23514')
    expect(await set(`must_include = '{}', title = 'B'`)).toBe('23514')
    expect(await set(`conclusion = 'B'`)).toBe('23514')
    expect(await set('rounds = 2')).toBe('23514')
    await insert('finding', {
      county_code: '130799',
      id: randomUUID(),
      region_code: PLACES.village,
      finding_no: `T-${id.slice(0, 12)}`,
      source: 'LOOK_BACK',
      source_year: 2026,
      aspect: 'GUARANTEES',
      category: 'WATER',
      level: 'GENERAL',
      reach: 'POINT',
      needs: ['PHOTO'],
      title: 'A',
      found_on: '2026-03-20',
      found_by: people.office.userId,
      found_by_name: 'A',
      found_unit: '',
      origin_kind: 'CAMPAIGN',
      origin_id: id,
      last_step_on: '2026-03-20',
    })
    expect(await set(`status = 'CLOSED'`)).toBe('23514')
    const copy = `INSERT INTO inspection_campaign SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'campaign_no', 'T-copy'))).* FROM inspection_campaign c WHERE id = '${id}'`
    expect(await says(people.office, copy)).toBe('23514')
  })

  it('cannot add a household to a draw, nor draw one twice, nor draw beyond its turn', async () => {
    const id = await aCampaign(home, people.office)
    const other = await aHousehold()
    const add = (household: string, round: number, place: number) =>
      says(
        people.office,
        `INSERT INTO inspection_drawn (county_code, campaign_id, household_id, round, region_code, place_no, stratum, reason)
         VALUES ('130799', '${id}', '${household}', ${round}, '${PLACES.village}', ${place}, 'REGISTERED', 'RANDOM')`,
      )
    expect(await add(other.id, 1, 2)).toBe('23514')
    expect(await add(other.id, 1, 1)).toBe('23505')
    const again = aDraw(home, people.office, id, 2)
    await expect(again).rejects.toThrow(/inspection_drawn_pkey/)
    await expect(aDraw(other, people.office, id, 3)).rejects.toThrow(/one round after the other/)
    const late = await aCampaign(await aHousehold(), people.office, 'SUMMARISED')
    await expect(aDraw(other, people.office, late, 2)).rejects.toThrow(/summarised/)
  })

  it('hands in a form in nobody else’s name, only as a member, not where he works, and only while the campaign inspects', async () => {
    const id = await aCampaign(home, people.office)
    expect(await says(people.outsider, formSql(id, home))).toBe('23514')
    const stranger = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
    expect(await says(stranger, formSql(id, home))).toBe('23514')
    expect(await says(people.clerk, formSql(id, home))).toMatch(/42501|23514/)
    expect(await says(people.office, formSql(id, home, { on: '2026-02-01' }))).toBe('23514')
    expect(await says(people.office, formSql(id, await aHousehold()))).toMatch(/23502|23503/)
    expect(await says(people.office, formSql(id, home, { by: people.supervisor.userId }))).toBe(1)
    expect((await formsOf(id)).map((each) => each.inspector_id)).toEqual([people.office.userId])
    expect(await says(people.supervisor, formSql(id, home))).toBe('23505')
    await insert('posting', {
      county_code: '130799',
      id: randomUUID(),
      user_id: stranger.userId,
      role: 'TOWNSHIP',
      region_code: PLACES.township,
      valid_from: '2015-01-01',
    })
    const mine = await aCampaign(await aHousehold(), stranger)
    const [turn] = (
      await owner().query(
        'SELECT household_id AS id, region_code AS "regionCode" FROM inspection_drawn WHERE campaign_id = $1',
        [mine],
      )
    ).rows
    expect(await says(stranger, formSql(mine, turn))).toBe('23514')
    await moveTo(mine, 'SUMMARISED')
    expect(await says(people.supervisor, formSql(mine, turn))).toBe('23514')
  })
})

describe('the inspected', () => {
  it('do not learn whose turn it is, nor what was seen, before the letter; then they read both', async () => {
    const household = await aHousehold()
    const id = await aCampaign(household, people.office, 'INSPECTING')
    const form = await aFormRow(household, people.office, id)
    const sees = (who: Actor) =>
      withScope(who, async ({ db }) => [
        await db.inspectionCampaign.count({ where: { id } }),
        await db.inspectionDrawn.count({ where: { campaignId: id } }),
        await db.inspectionForm.count({ where: { campaignId: id } }),
        await db.inspectionLetter.count({ where: { campaignId: id } }),
      ])
    expect(await sees(people.supervisor)).toEqual([1, 1, 1, 0])
    expect(await sees(people.cadre)).toEqual([0, 0, 0, 0])
    expect(await sees(people.clerk)).toEqual([0, 0, 0, 0])
    await moveTo(id, 'SUMMARISED')
    await expect(moveTo(id, 'FEEDBACK_ISSUED')).rejects.toThrow(/gets a letter/)
    const letter = await aLetter(household, people.office, id)
    await moveTo(id, 'FEEDBACK_ISSUED')
    expect(await sees(people.cadre)).toEqual([0, 1, 1, 1])
    expect(await sees(people.outsider)).toEqual([0, 0, 0, 0])
    const shown = await withScope(people.cadre, (ctx) => getForm(ctx, form))
    expect(shown).toMatchObject({ headName: '王守田', seesCampaign: false, next: null })
    const paper = await withScope(people.cadre, (ctx) => getLetter(ctx, letter))
    expect(paper).toMatchObject({ households: 1, problems: 1, aspects: [{ problems: 1, fixed: 1 }], findings: [] })
    expect(JSON.stringify(paper)).not.toMatch(/王守田|裂/)
    await expect(withScope(people.outsider, (ctx) => getLetter(ctx, letter))).rejects.toThrow('notFound')
  })
})

describe('the checklist', () => {
  it('of a county is ended only by the county that added it', async () => {
    const code = `130799-${randomUUID().slice(0, 6)}`
    await insert('inspection_item', {
      code,
      applies_to: '130799',
      aspect: 'GUARANTEES',
      category: 'OTHER',
      place: 'TALK',
      name_zh: code,
      name_en: 'A',
      may_not_apply: true,
      sort_no: 999,
    })
    expect(await tryTo(people.outsider, endItem, { code, endedOn: '2026-03-26' })).toBe('notFound')
    expect(
      await says(people.outsider, `UPDATE inspection_item SET ended_on = '2026-03-26' WHERE code = '${code}'`),
    ).toBe(0)
    expect(await tryTo(people.office, endItem, { code, endedOn: '2026-03-26' })).toBe('done')
  })
})
