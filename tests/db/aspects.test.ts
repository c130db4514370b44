import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decideAspect, proposeAspect } from '@/lib/findings/commands/aspect'
import { registerFinding } from '@/lib/findings/commands/register'
import { getAspects, listAspects } from '@/lib/findings/queries/aspects'
import { endItem, renameItem } from '@/lib/inspections/commands/item'
import { planCampaign } from '@/lib/inspections/commands/plan'
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
import { aPlanFor } from '../support/inspections'
import { tryTo } from '../support/measures'

let people: Record<'office' | 'leader' | 'clerk' | 'outsider', Actor>
let home: BuiltHousehold

beforeAll(async () => {
  await layGround()
  people = {
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    leader: await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    outsider: await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY'),
  }
  home = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const names = (actor: Actor, county: string) =>
  withScope(actor, async (ctx) => (await listAspects(ctx, county)).map(({ nameZh }) => nameZh))
const proposal = (over: object) => ({ id: randomUUID(), reason: '按省里文件', ...over })
const found = (aspect: string) => ({
  id: randomUUID(),
  householdId: home.id,
  source: 'SELF_CHECK',
  sourceYear: 2026,
  aspect,
  category: 'FILES',
  level: 'GENERAL',
  reach: 'POINT',
  title: '档案缺页',
  foundOn: '2026-03-20',
})

it('an aspect gets another name by two people: a new version, while old lines keep the old one and other counties theirs', async () => {
  expect(await tryTo(people.office, registerFinding, found('BASIC_WORK'))).toBe('done')
  const change = proposal({ kind: 'RENAME', aspect: 'BASIC_WORK', nameZh: '档案资料情况', nameEn: 'Files' })
  expect(await tryTo(people.office, proposeAspect, change)).toBe('done')
  expect(await tryTo(people.office, proposeAspect, { ...change, id: randomUUID() })).toBe('findings.changeThere')
  expect(await names(people.office, '130799')).toContain('基础工作情况')
  expect(await tryTo(people.office, decideAspect, { changeId: change.id, decision: 'APPROVED' })).not.toBe('done')
  expect(await tryTo(people.leader, decideAspect, { changeId: change.id, decision: 'APPROVED' })).toBe('done')
  expect(await tryTo(people.leader, decideAspect, { changeId: change.id, decision: 'REFUSED' })).toBe(
    'findings.decidedAlready',
  )
  expect(await names(people.office, '130799')).toContain('档案资料情况')
  expect(await names(people.office, '130799')).not.toContain('基础工作情况')
  expect(await names(people.outsider, '130798')).toContain('基础工作情况')
  const { rows } = await owner().query(`SELECT aspect FROM finding WHERE household_id = $1`, [home.id])
  expect(rows).toEqual([{ aspect: 'BASIC_WORK' }])
  expect(await tryTo(people.office, registerFinding, found('BASIC_WORK'))).toBe('findings.noAspect')
  const view = await withScope(people.office, getAspects)
  const code = view.aspects.find(({ nameZh }) => nameZh === '档案资料情况')?.code ?? ''
  expect(await tryTo(people.office, registerFinding, found(code))).toBe('done')

  // A campaign of the new version asks the items of the old one.
  const plan = aPlanFor(randomUUID(), [PLACES.village], { aspects: [code] })
  expect(await tryTo(people.office, planCampaign, plan)).toBe('done')
  const campaign = await owner().query('SELECT items FROM inspection_campaign WHERE id = $1', [plan.id])
  expect(campaign.rows[0]?.items).toContain('FILE_TRUE')
  const audit = await owner().query(
    `SELECT count(*)::int AS n FROM audit_entry WHERE table_name = 'finding_aspect' AND row_id = $1`,
    [code],
  )
  expect(audit.rows).toEqual([{ n: 1 }])
})

it('ends an aspect of a county, and refuses what was decided against', async () => {
  const added = proposal({ kind: 'ADD', nameZh: '干部作风情况', nameEn: 'Conduct' })
  expect(await tryTo(people.office, proposeAspect, added)).toBe('done')
  expect(await tryTo(people.leader, decideAspect, { changeId: added.id, decision: 'APPROVED' })).toBe('done')
  const view = await withScope(people.office, getAspects)
  const aspect = view.aspects.find(({ nameZh }) => nameZh === '干部作风情况')?.code ?? ''
  const refused = proposal({ kind: 'END', aspect })
  expect(await tryTo(people.office, proposeAspect, refused)).toBe('done')
  expect(await tryTo(people.leader, decideAspect, { changeId: refused.id, decision: 'REFUSED' })).toBe('done')
  expect(await names(people.office, '130799')).toContain('干部作风情况')
  const ended = proposal({ kind: 'END', aspect })
  expect(await tryTo(people.office, proposeAspect, ended)).toBe('done')
  expect(await tryTo(people.leader, decideAspect, { changeId: ended.id, decision: 'APPROVED' })).toBe('done')
  expect(await names(people.office, '130799')).not.toContain('干部作风情况')
  expect(await tryTo(people.office, proposeAspect, proposal({ kind: 'END', aspect }))).toBe('notFound')
})

it('nobody writes the catalogue, or decides a change, past the change itself', async () => {
  const says = async (actor: Actor, sql: string) => {
    try {
      return await withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))
    } catch (error) {
      return sqlStateOf(error) ?? (error as Error).message
    }
  }
  const change = proposal({ kind: 'END', aspect: 'POLICIES' })
  expect(await tryTo(people.office, proposeAspect, change)).toBe('done')
  const decide = (by: string) =>
    `UPDATE aspect_change SET decision = 'APPROVED', decided_by = '${by}', decided_by_name = 'A', decided_on = '2026-03-25', decision_note = '' WHERE id = '${change.id}'`
  expect(
    await says(
      people.office,
      `INSERT INTO finding_aspect (code, applies_to, name_zh, name_en, sort_no) VALUES ('X', '130799', 'X', 'X', 1)`,
    ),
  ).toBe('42501')
  expect(await says(people.office, `UPDATE finding_aspect SET ended_on = '2026-03-25' WHERE code = 'POLICIES'`)).toBe(
    '42501',
  )
  expect(await says(people.office, decide(people.leader.userId))).toBe('23514')
  expect(await says(people.outsider, decide(people.outsider.userId))).toBe(0)
  expect(await says(people.clerk, decide(people.clerk.userId))).toBe(0)
  expect(await says(people.leader, `UPDATE aspect_change SET reason = 'B' WHERE id = '${change.id}'`)).toBe('42501')
  expect(await says(people.leader, decide(people.leader.userId))).toBe(1)
  expect(await says(people.leader, decide(people.leader.userId))).toBe('23514')
  expect(await says(people.leader, `DELETE FROM aspect_change WHERE id = '${change.id}'`)).toBe('42501')
})

it('a checklist item gets other words or ends in one county; a campaign under way keeps what it asks', async () => {
  const code = `X-${randomUUID().slice(0, 12)}`
  await insert('inspection_item', {
    code,
    aspect: 'GUARANTEES',
    category: 'OTHER',
    place: 'TALK',
    name_zh: code,
    name_en: 'A',
    may_not_apply: true,
    sort_no: 998,
  })
  const itemsOf = async (actor: Actor, region: string) => {
    const plan = aPlanFor(randomUUID(), [region])
    expect(await tryTo(actor, planCampaign, plan)).toBe('done')
    const { rows } = await owner().query<{ items: string[] }>('SELECT items FROM inspection_campaign WHERE id = $1', [
      plan.id,
    ])
    return rows[0]?.items ?? []
  }
  expect(await itemsOf(people.office, PLACES.village)).toContain(code)
  const wish = { code, nameZh: '说得出今年的帮扶计划', nameEn: 'Knows the plan' }
  expect(await tryTo(people.clerk, renameItem, wish)).not.toBe('done')
  expect(await tryTo(people.office, renameItem, wish)).toBe('done')
  expect(await tryTo(people.office, renameItem, wish)).toBe('notFound')
  const { rows } = await owner().query<{ code: string }>('SELECT code FROM inspection_item WHERE replaces = $1', [code])
  const now = await itemsOf(people.office, PLACES.village)
  expect(now).toContain(rows[0]?.code)
  expect(now).not.toContain(code)
  expect(await itemsOf(people.outsider, PLACES.otherCounty)).toContain(code)
  expect(await tryTo(people.outsider, endItem, { code, endedOn: '2026-03-25' })).toBe('done')
  expect(await itemsOf(people.outsider, PLACES.otherCounty)).not.toContain(code)
})
