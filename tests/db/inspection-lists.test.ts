import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordInspection } from '@/lib/inspections/commands/record'
import { getCampaign } from '@/lib/inspections/queries/campaign'
import { getForm, getInspectForm } from '@/lib/inspections/queries/form'
import { listItems } from '@/lib/inspections/queries/items'
import { listCampaigns, listLetters } from '@/lib/inspections/queries/list'
import { getPlanForm } from '@/lib/inspections/queries/plan'
import { listTurns } from '@/lib/inspections/queries/turns'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, aVisit, closeOwner, layGround, PLACES } from '../support/builders'
import { aCampaign, aForm, aFormRow, aLetter, moveTo } from '../support/inspections'
import { tryTo } from '../support/measures'
import { layPolicy } from '../support/policy'

let people: Record<'office' | 'supervisor' | 'viewer' | 'cadre', Actor>

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = {
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
    viewer: await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'),
  }
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const problem = (over: object = {}) => ({
  answers: [
    { code: 'HOUSE_SAFE', answer: 'NO', note: '西屋墙裂', ...over },
    { code: 'CHILDREN_AT_SCHOOL', answer: 'YES' },
  ],
})

describe('a household that is inspected often', () => {
  it('is warned of from the policy value on, look-backs and visits of supervisors of this month counted together', async () => {
    const home = await aHousehold()
    const shown = async () => {
      const id = await aCampaign(home, people.office)
      const form = await withScope(people.office, (ctx) => getInspectForm(ctx, id, home.id))
      const list = await withScope(people.office, (ctx) => listTurns(ctx, id, { tab: 'left' }))
      return [form.times, form.limit, list.turns[0]?.isOften]
    }
    for (let n = 0; n < 2; n++) {
      const id = await aCampaign(home, people.office)
      expect(await tryTo(people.office, recordInspection, aForm(id, home))).toBe('done')
    }
    const earlier = await aCampaign(home, people.office)
    await tryTo(people.office, recordInspection, aForm(earlier, home, { inspectedOn: '2026-03-01' }))
    expect(await shown()).toEqual([3, 3, true])
    const calm = await aHousehold()
    await aVisit(calm, people.supervisor)
    await aVisit(calm, people.cadre)
    const id = await aCampaign(calm, people.office)
    const form = await withScope(people.office, (ctx) => getInspectForm(ctx, id, calm.id))
    expect([form.times, form.limit]).toEqual([1, null])
  })
})

describe('a campaign as it is shown', () => {
  it('counts households and problems by village and aspect, and lists its lines of the ledger', async () => {
    const home = await aHousehold(PLACES.siblingVillage)
    const id = await aCampaign(home, people.office)
    const open = await withScope(people.office, (ctx) => getCampaign(ctx, id))
    expect(open.villages).toMatchObject([{ village: PLACES.siblingVillage, drawn: 1, done: 0, problems: 0 }])
    expect(open.team?.people.map((each) => each.id)).toContain(people.supervisor.userId)
    const form = aForm(id, home, problem())
    expect(await tryTo(people.office, recordInspection, form)).toBe('done')
    const shown = await withScope(people.supervisor, (ctx) => getCampaign(ctx, id))
    expect(shown.villages).toMatchObject([{ drawn: 1, done: 1, problems: 1, fixed: 0 }])
    expect(shown.villages[0]?.aspects.get('GUARANTEES')).toBe(1)
    expect(shown.findings).toMatchObject([{ title: '西屋墙裂', status: 'REGISTERED' }])
    expect(shown.counts).toEqual({ findings: 1, open: 1 })
    const list = await withScope(people.supervisor, (ctx) => listCampaigns(ctx, {}))
    expect(list.campaigns.find((each) => each.id === id)).toMatchObject({ drawn: 1, done: 1, findings: 1, open: 1 })
    const done = await withScope(people.office, (ctx) => listTurns(ctx, id, { tab: 'done', village: 'mine' }))
    expect(done).toMatchObject({
      hasMine: true,
      counts: { left: 0, done: 1 },
      turns: [{ form: { id: form.id, no: 1 } }],
    })
  })

  it('shows a viewer from afar the count, not what was written about a family', async () => {
    const home = await aHousehold(PLACES.siblingVillage)
    const id = await aCampaign(home, people.office)
    const form = aForm(id, home, { ...problem(), note: '老人患病' })
    await tryTo(people.office, recordInspection, form)
    const seen = await withScope(people.viewer, (ctx) => getForm(ctx, form.id))
    expect(JSON.stringify(seen)).not.toMatch(/墙裂|患病|王守田/)
    expect(seen.answers[0]).toMatchObject({ answer: 'NO', note: '' })
    const campaign = await withScope(people.viewer, (ctx) => getCampaign(ctx, id))
    expect(JSON.stringify(campaign.findings)).not.toMatch(/墙裂/)
  })

  it('goes on by place in the draw, and a campaign of others is none', async () => {
    const id = await aCampaign(await aHousehold(), people.office)
    const beyond = await withScope(people.office, (ctx) => listTurns(ctx, id, { tab: 'left', after: '1_1' }))
    expect(beyond.turns).toEqual([])
    const outsider = await anActor('SUPERVISOR', PLACES.otherCounty, 'COUNTY')
    await expect(withScope(outsider, (ctx) => listTurns(ctx, id, { tab: 'left' }))).rejects.toThrow('notFound')
    await expect(withScope(outsider, (ctx) => getCampaign(ctx, id))).rejects.toThrow('notFound')
    await expect(withScope(people.office, (ctx) => getCampaign(ctx, 'x'))).rejects.toThrow('notFound')
  })
})

describe('planning', () => {
  it('offers a county and its townships with the usual numbers, and asks a city for a county first', async () => {
    const plan = await withScope(people.office, (ctx) => getPlanForm(ctx, undefined))
    expect(plan).toMatchObject({ needsCounty: false, registered: 20, others: 5 })
    expect(plan.regions.map(({ code }) => code)).toEqual([PLACES.county, PLACES.township, PLACES.otherTownship])
    expect(plan.aspects).toHaveLength(6)
    const city = await anActor('SUPERVISOR', PLACES.city, 'CITY')
    expect((await withScope(city, (ctx) => getPlanForm(ctx, undefined))).needsCounty).toBe(true)
    expect((await withScope(city, (ctx) => getPlanForm(ctx, PLACES.county))).needsCounty).toBe(false)
  })

  it('shows the checklist in the order of a home', async () => {
    const { items } = await withScope(people.office, listItems)
    expect(items.slice(0, 3).map(({ place }) => place)).toEqual(['GATE', 'GATE', 'HOUSE'])
    expect(items.length).toBeGreaterThanOrEqual(20)
  })
})

describe('letters', () => {
  it('of a village are listed to it, newest first', async () => {
    const home = await aHousehold()
    const id = await aCampaign(home, people.office)
    await aFormRow(home, people.office, id)
    await moveTo(id, 'SUMMARISED')
    const letter = await aLetter(home, people.office, id)
    const list = await withScope(people.cadre, (ctx) => listLetters(ctx, {}))
    expect(list.letters.map((each) => each.id)).toContain(letter)
    const neighbour = await anActor('VILLAGE_CADRE', PLACES.otherTownshipVillage, 'VILLAGE')
    expect((await withScope(neighbour, (ctx) => listLetters(ctx, {}))).total).toBe(0)
  })
})
