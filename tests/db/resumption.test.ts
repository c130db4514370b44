import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { addEnterprises } from '@/lib/resumption/commands/add-many'
import { addEnterprise, editEnterprise, endEnterprise } from '@/lib/resumption/commands/enterprise'
import { reportFigures } from '@/lib/resumption/commands/figures'
import { applyResumption, checkResumption, moveResumption } from '@/lib/resumption/commands/step'
import { getEnterprise } from '@/lib/resumption/queries/enterprise'
import { listEnterprises } from '@/lib/resumption/queries/list'
import { importEnterprises } from '@/lib/transfer/commands/enterprises'
import { closeOwner, layGround, owner, PLACES } from '../support/builders'
import { anEnterprise, enterpriseRow, resumers } from '../support/enterprises'
import { tryTo } from '../support/measures'

let people: Awaited<ReturnType<typeof resumers>>

beforeAll(async () => {
  await layGround()
  people = await resumers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const enterprise = (over: object = {}) => {
  const id = randomUUID()
  return {
    id,
    regionCode: PLACES.township,
    name: `服装车间${id.slice(0, 8)}`,
    type: 'WORKSHOP',
    contactName: '李会计',
    phone: '139 9900 1234',
    activeFrom: '2026-02-10',
    ...over,
  }
}
const STEPS = { apply: applyResumption, check: checkResumption, return: checkResumption } as const
/** Takes a step as it stands now; answers 'done' or why not. */
const step = async (actor: Actor, id: string, name: string, over: object = {}, sending?: string) =>
  tryTo(
    actor,
    STEPS[name as keyof typeof STEPS] ?? moveResumption,
    {
      enterpriseId: id,
      version: (await enterpriseRow(id)).version,
      on: '2026-02-25',
      note: '已看现场',
      ...(name === 'apply' ? {} : { step: name }),
      ...over,
    },
    sending,
  )
const figures = (enterpriseId: string, over: object = {}) => ({
  id: randomUUID(),
  enterpriseId,
  day: '2026-03-01',
  staffTotal: 40,
  staffReturned: 25,
  poorReturned: 9,
  mayReturn: 10,
  heldBack: 5,
  householdsDriven: 60,
  ...over,
})
const sql = (actor: Actor, statement: string) =>
  withScope(actor, ({ db }) => db.$executeRawUnsafe(statement)).then(
    (n) => `changed ${n}`,
    () => 'refused',
  )

describe('an enterprise', () => {
  it('goes back to work step by step, checked by somebody else, and every step is written by the database', async () => {
    const input = enterprise()
    expect(await tryTo(people.head, addEnterprise, input)).toBe('done')
    expect(await step(people.office, input.id, 'check')).toBe('resumption.notNow')
    expect(await step(people.head, input.id, 'apply')).toBe('done')
    expect(await step(people.head, input.id, 'resume')).toBe('resumption.notNow')
    expect(await step(people.head, input.id, 'check')).toBe('forbidden')
    expect(await step(people.office, input.id, 'review')).toBe('resumption.onSiteHere')
    expect(await step(people.office, input.id, 'check', { on: '2026-02-24' })).toBe('resumption.beforeLast')
    expect(await step(people.office, input.id, 'check', { on: '2099-01-01' })).toBe('input.inTheFuture')
    expect(await step(people.office, input.id, 'check')).toBe('done')
    for (const name of ['resume', 'fill', 'suspend', 'resume', 'suspend'])
      expect([name, await step(people.head, input.id, name)]).toEqual([name, 'done'])
    expect(await step(people.head, input.id, 'fill')).toBe('resumption.notNow')
    const { rows } = await owner().query(
      'SELECT step, to_status, actor_id FROM enterprise_step WHERE enterprise_id = $1 ORDER BY step_no',
      [input.id],
    )
    expect(rows.map((row) => row.step).join(' ')).toBe('apply check resume fill suspend resume suspend')
    expect(rows.map((row) => row.to_status).join(' ')).toBe(
      'APPLIED ON_SITE_CHECKED RESUMED FULL_CAPACITY SUSPENDED RESUMED SUSPENDED',
    )
    expect(rows[1].actor_id).toBe(people.office.userId)
  })

  it('is not checked by who applied, and can be returned', async () => {
    const id = await anEnterprise()
    expect(await step(people.office, id, 'apply')).toBe('done')
    expect(await step(people.office, id, 'check')).toBe('resumption.ownApplication')
    expect(await step(people.leader, id, 'return')).toBe('done')
    expect((await enterpriseRow(id)).status).toBe('NOT_RESUMED')
  })

  it('is reviewed by the township first where the county approves level by level', async () => {
    await owner().query(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
       VALUES (gen_random_uuid(), 'resumption.onSiteCheck', '130799101', '2026-01-01', 0, '是1否0', '', 'DEMO')`,
    )
    const id = await anEnterprise({ regionCode: PLACES.otherTownship })
    expect(await step(people.office, id, 'apply')).toBe('done')
    expect(await step(people.leader, id, 'check')).toBe('resumption.reviewFirst')
    expect(await step(people.office, id, 'review')).toBe('resumption.ownApplication')
    expect(await step(people.leader, id, 'review')).toBe('forbidden')
    expect(await step(people.otherOffice, id, 'review')).toBe('resumption.townshipReviews')
    expect(await step(people.neighbour, id, 'review')).toBe('done')
    expect(await step(people.neighbour, id, 'review')).toBe('resumption.onSiteHere')
    expect(await step(people.leader, id, 'check')).toBe('done')
  })

  it('cannot be approved past its township by SQL while it goes level by level, nor reviewed once it is checked on site', async () => {
    await owner().query(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, valid_to, value, unit, source, certainty)
       VALUES (gen_random_uuid(), 'resumption.onSiteCheck', '130799100001', '2020-01-01', '2020-02-20', 0, '是1否0', '', 'DEMO')`,
    )
    const dated = { regionCode: PLACES.village, activeFrom: '2020-01-10', status: 'APPLIED', on: '2020-02-01' } as const
    const take = (actor: Actor, id: string, name: string, on: string) =>
      sql(
        actor,
        `UPDATE enterprise SET step_no = step_no + 1, version = version + 1, last_step_on = '${on}', last_step = '${name}',
         status = '${name === 'review' ? 'APPLIED' : 'ON_SITE_CHECKED'}' WHERE id = '${id}'`,
      )
    const id = await anEnterprise({ ...dated, by: people.clerk.userId })
    const standsIn = (actor: Actor, { userId }: Actor) => ({ ...actor, actingFor: { userId, name: '甲' } })
    const refused: [string, Promise<string>][] = [
      ['approved before the review', take(people.leader, id, 'check', '2020-02-20')],
      ['reviewed by the county', take(people.office, id, 'review', '2020-02-20')],
      ['reviewed once it is checked on site', take(people.head, id, 'review', '2020-02-21')],
      ['checked by the township', take(people.head, id, 'check', '2020-02-21')],
      ['reviewed in the place of who applied', take(standsIn(people.head, people.clerk), id, 'review', '2020-02-20')],
    ]
    for (const [what, attempt] of refused) expect([what, await attempt]).toEqual([what, 'refused'])
    expect(await take(people.head, id, 'review', '2020-02-20')).toBe('changed 1')
    expect(await take(standsIn(people.office, people.head), id, 'check', '2020-02-20')).toBe('refused')
    expect(await take(people.office, id, 'check', '2020-02-20')).toBe('changed 1')
    const later = await anEnterprise({ ...dated, by: people.clerk.userId })
    expect(await take(people.office, later, 'check', '2020-02-21')).toBe('changed 1')
  })

  it('takes a step once when sent twice, and of two at the same moment one is too late', async () => {
    const id = await anEnterprise({ status: 'ON_SITE_CHECKED' })
    const wish = { enterpriseId: id, version: 1, on: '2026-03-01', step: 'resume' }
    const sending = randomUUID()
    expect(await tryTo(people.head, moveResumption, wish, sending)).toBe('done')
    expect(await tryTo(people.head, moveResumption, wish, sending)).toBe('replayed')
    const again = { enterpriseId: id, version: 2, on: '2026-03-02', note: '停电' }
    const both = await Promise.all([
      tryTo(people.head, moveResumption, { ...again, step: 'suspend' }),
      tryTo(people.clerk, moveResumption, { ...again, step: 'fill' }),
    ])
    expect(both.sort()).toEqual(['done', 'resumption.changed'])
  })

  it.each([
    ['a wrong check digit', { creditCode: '91130100MA07XXXX0A' }, 'resumption.notACreditCode'],
    ['a region of others', { regionCode: PLACES.otherTownship }, 'notFound'],
    ['a firm that is none', { parentId: randomUUID() }, 'resumption.noSuchFirm'],
    ['a phone that is none', { phone: '12345' }, 'identification.notAPhone'],
    ['a day to come', { activeFrom: '2099-01-01' }, 'input.inTheFuture'],
  ])('refuses %s', async (_what, over, code) => {
    expect(await tryTo(people.head, addEnterprise, enterprise(over))).toBe(code)
  })

  it('stands once under its name, keeps its phone sealed, changes, ends, and changes no more', async () => {
    const input = enterprise()
    expect(await tryTo(people.head, addEnterprise, input)).toBe('done')
    expect(await tryTo(people.office, addEnterprise, enterprise({ name: input.name }))).toBe('resumption.nameThere')
    const before = await enterpriseRow(input.id)
    expect(before.phone_enc.toString('latin1')).not.toContain('13999001234')
    const view = await withScope(people.head, (ctx) => getEnterprise(ctx, input.id))
    expect(view.phone).toBe('139****1234')
    const { id: enterpriseId, regionCode: _region, activeFrom: _from, ...about } = input
    expect(await tryTo(people.head, editEnterprise, { ...about, enterpriseId, version: 1, phone: '' })).toBe('done')
    expect(await tryTo(people.head, editEnterprise, { ...about, enterpriseId, version: 1 })).toBe('resumption.changed')
    expect((await enterpriseRow(enterpriseId)).phone_enc).toEqual(before.phone_enc)
    const end = { enterpriseId, version: 2, on: '2026-03-01', reason: '搬走了' }
    expect(await tryTo(people.head, endEnterprise, end)).toBe('done')
    expect(await step(people.head, enterpriseId, 'apply')).toBe('resumption.ended')
    expect(await tryTo(people.office, addEnterprise, enterprise({ name: input.name }))).toBe('done')
  })

  it('comes by rows, all or none, workshops after their firm', async () => {
    const firm = `牧业公司${randomUUID().slice(0, 8)}`
    const row = (n: number, over: object) => ({ row: n, regionCode: PLACES.township, ...over })
    const workshop = row(2, { name: `${firm}一车间`, type: 'WORKSHOP', parentName: firm })
    const faulty = [
      workshop,
      row(3, { name: firm, type: 'LEADING_ENTERPRISE', parentName: firm }),
      row(4, { name: firm, type: 'FARM', regionCode: PLACES.otherTownship }),
    ]
    const file = { id: randomUUID(), activeFrom: '2026-02-01' }
    expect(await tryTo(people.head, addEnterprises, { ...file, rows: faulty })).toMatch(/^resumption\./)
    const rows = [workshop, row(3, { name: firm, type: 'LEADING_ENTERPRISE' })]
    expect(await tryTo(people.head, addEnterprises, { ...file, rows })).toBe('done')
    const held = await owner().query(
      `SELECT count(*)::int AS n, count(w.parent_id)::int AS belonging FROM enterprise w WHERE w.name LIKE $1`,
      [`${firm}%`],
    )
    expect(held.rows[0]).toEqual({ n: 2, belonging: 1 })
  })
})

it('comes by a file, in which every fault is named by row and column', async () => {
  const name = `粉条加工厂${randomUUID().slice(0, 8)}`
  const send = (...lines: string[]) =>
    execute(
      people.head,
      importEnterprises as unknown as Command,
      {
        id: randomUUID(),
        activeFrom: '2026-02-01',
        file: new File([['企业名称,类型,行政区划代码,所属企业', ...lines].join('\n')], 'firms.csv'),
      },
      { id: randomUUID() },
    )
  const faulty = await send(`${name},规上企业,${PLACES.township},`, `${name},车间,${PLACES.otherTownship},`)
  expect(faulty).toMatchObject({ ok: false, kind: 'input', errors: { 'row3.type': { code: 'input.wrong' } } })
  const foreign = await send(`${name},规上企业,${PLACES.township},`, `乙,FARM,${PLACES.otherTownship},`)
  expect(foreign).toMatchObject({ errors: { 'row3.regionCode': { code: 'resumption.unknownRegion' } } })
  expect(await send(`${name},规上企业,${PLACES.township},`)).toMatchObject({ ok: true, data: { added: 1 } })
  expect(await send('')).toMatchObject({ ok: false, kind: 'rule', code: 'resumption.fileEmpty' })
})

describe('figures of a day', () => {
  it.each([
    ['more returned than staff', { staffReturned: 41 }, 'resumption.returnedAboveTotal'],
    ['more poor than returned', { poorReturned: 26 }, 'resumption.poorAboveReturned'],
    ['longer lists than are left', { mayReturn: 11 }, 'resumption.listsAboveRest'],
    ['a correction without a reason', { edition: 1 }, 'input.required'],
    ['a day before it was there', { day: '2026-01-01' }, 'resumption.beforeIt'],
  ])('are not taken with %s', async (_what, over, code) => {
    const id = await anEnterprise()
    expect(await tryTo(people.head, reportFigures, figures(id, over))).toBe(code)
  })

  it('are corrected by a later edition and never rewritten', async () => {
    const id = await anEnterprise()
    const sending = randomUUID()
    const told = figures(id)
    expect(await tryTo(people.head, reportFigures, told, sending)).toBe('done')
    expect(await tryTo(people.head, reportFigures, told, sending)).toBe('replayed')
    expect(await tryTo(people.clerk, reportFigures, figures(id))).toBe('resumption.reportedMeanwhile')
    const better = figures(id, { edition: 1, staffReturned: 30, heldBack: 0, reason: '漏报夜班' })
    const both = await Promise.all([
      tryTo(people.head, reportFigures, better),
      tryTo(people.clerk, reportFigures, { ...better, id: randomUUID() }),
    ])
    expect(both.sort()).toEqual(['done', 'resumption.reportedMeanwhile'])
    const { figures: held } = await withScope(people.head, (ctx) => getEnterprise(ctx, id))
    expect(held.map(({ edition, staffReturned }) => [edition, staffReturned])).toEqual([
      [2, 30],
      [1, 25],
    ])
    expect(await sql(people.head, `UPDATE enterprise_figure SET staff_total = 99 WHERE enterprise_id = '${id}'`)).toBe(
      'refused',
    )
  })

  it('are missed where nobody reported today', async () => {
    const id = await anEnterprise({ regionCode: PLACES.village })
    const unreported = () =>
      withScope(people.cadre, async (ctx) => ({
        ids: (await listEnterprises(ctx, { tab: 'unreported' })).enterprises.map((each) => each.id),
        today: ctx.today,
      }))
    const before = await unreported()
    expect(before.ids).toContain(id)
    expect(await tryTo(people.cadre, reportFigures, figures(id, { day: before.today }))).toBe('done')
    expect((await unreported()).ids).not.toContain(id)
  })
})
