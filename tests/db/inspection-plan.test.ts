import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawCampaign } from '@/lib/inspections/commands/draw'
import { keepTeam, planCampaign, replanCampaign } from '@/lib/inspections/commands/plan'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aPlanFor } from '../support/inspections'
import { tryTo } from '../support/measures'

let people: Record<'office' | 'supervisor', Actor>

beforeAll(async () => {
  await layGround()
  people = {
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
  }
  await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

it('a plan is changed until the draw, by one of two who saw the same, and the record says so', async () => {
  const plan = aPlanFor(randomUUID(), [PLACES.village])
  const { id, ...said } = plan
  expect(await tryTo(people.office, planCampaign, plan)).toBe('done')
  const team = {
    id: randomUUID(),
    campaignId: id,
    name: '一组',
    members: [people.office.userId],
    regions: [PLACES.village],
  }
  expect(await tryTo(people.office, keepTeam, team)).toBe('done')
  const wish = (version: number, over: object = {}) => ({ ...said, campaignId: id, version, ...over })
  const other = { regions: [PLACES.otherTownship] }
  expect(await tryTo(people.office, replanCampaign, wish(1, other))).toBe('inspections.teamBeyond')
  expect(await tryTo(people.office, replanCampaign, wish(1, { regions: [PLACES.otherCounty] }))).not.toBe('done')
  const [first, second] = await Promise.all([
    tryTo(
      people.office,
      replanCampaign,
      wish(1, { title: '饮水回头看', aspects: ['BASIC_WORK'], endsOn: '2026-05-31' }),
    ),
    tryTo(people.supervisor, replanCampaign, wish(1, { title: '住房回头看' })),
  ])
  expect([first, second].sort()).toEqual(['done', 'inspections.changed'])
  expect(await tryTo(people.office, replanCampaign, wish(2, { registeredTarget: 3, aspects: ['BASIC_WORK'] }))).toBe(
    'done',
  )
  const [row] = (await owner().query('SELECT * FROM inspection_campaign WHERE id = $1', [id])).rows
  expect(row).toMatchObject({ version: 3, registered_target: 3, aspects: ['BASIC_WORK'], status: 'PLANNED' })
  expect(row.items).toEqual(['CARD_POSTED', 'FILE_TRUE', 'BOOKLET_SIGNED'])
  const { rows } = await owner().query('SELECT record FROM inspection_step WHERE campaign_id = $1 ORDER BY step_no', [
    id,
  ])
  expect(rows.map(({ record }) => record)).toEqual([{}, { version: 2 }, { version: 3 }])
  expect(await tryTo(people.supervisor, drawCampaign, { campaignId: id, version: 3 })).toBe('done')
  expect(await tryTo(people.office, replanCampaign, wish(4))).toBe('inspections.drawnAlready')
})
