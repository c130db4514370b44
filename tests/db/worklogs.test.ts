import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { addWorkKind, endWorkKind } from '@/lib/worklogs/commands/kind'
import { askLeave, decideLeave, withdrawLeave } from '@/lib/worklogs/commands/leave'
import { correctLog, writeLog } from '@/lib/worklogs/commands/log'
import { listWorkKinds } from '@/lib/worklogs/queries/kinds'
import { getLog, getLogForm } from '@/lib/worklogs/queries/log'
import { getMonth } from '@/lib/worklogs/queries/month'
import { listPeople } from '@/lib/worklogs/queries/people'
import { aHousehold, anActor, aVisit, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { helpers, tryTo } from '../support/measures'
import { layPolicy } from '../support/policy'
import { aLeave, aLog } from '../support/worklogs'

let people = {} as Awaited<ReturnType<typeof helpers>>
let today = ''

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await helpers()
  today = await withScope(people.clerk, async (ctx) => ctx.today)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const told = (over: object = {}) => ({
  id: randomUUID() as string,
  day: '2020-02-10',
  presence: 'VILLAGE',
  kinds: ['VISITS', 'POLICY'],
  content: '走访三户，讲解防返贫政策',
  ...over,
})
const raw = (actor: Actor, sql: string) => withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))
const month = (actor: Actor, userId: string, asked: string) => withScope(actor, (ctx) => getMonth(ctx, userId, asked))

describe('a work log', () => {
  it('is written once a day by whom it is about; late is marked, and what is put right stays', async () => {
    const { secretary } = people
    const [log, sending] = [told(), randomUUID()]
    expect(await tryTo(secretary, writeLog, told({ day: '2999-01-01' }))).toBe('input.inTheFuture')
    expect(await tryTo(secretary, writeLog, told({ presence: 'ELSEWHERE' }))).toBe('worklogs.placeNeeded')
    expect(await tryTo(secretary, writeLog, told({ kinds: ['NOTHING'] }))).toBe('worklogs.kindUnknown')
    expect(await tryTo(secretary, writeLog, log, sending)).toBe('done')
    expect(await tryTo(secretary, writeLog, log, sending)).toBe('replayed')
    expect(await tryTo(secretary, writeLog, told())).toBe('worklogs.logThere')
    expect(await tryTo(people.cadre, writeLog, told())).toBe('done')
    expect(await tryTo(people.clerk, writeLog, told())).toBe('forbidden')
    const right = { ...told({ content: '走访两户' }), logId: log.id, reason: '户数写错' }
    expect(await tryTo(people.cadre, correctLog, right)).toBe('notFound')
    expect(await tryTo(secretary, correctLog, { ...right, reason: '' })).toBe('input.required')
    expect(await tryTo(secretary, correctLog, right)).toBe('done')
    expect(await tryTo(secretary, correctLog, { ...right, id: randomUUID() })).toBe('worklogs.correctedAlready')
    const seen = await withScope(people.clerk, (ctx) => getLog(ctx, log.id))
    expect([seen.now.content, ...seen.earlier.map(({ content }) => content)]).toEqual(['走访两户', log.content])
    expect(seen.now.reason).toBe('户数写错')
    await expect(withScope(people.cadre, (ctx) => getLog(ctx, log.id))).rejects.toThrow()
    const days = [addDays(today, -4), addDays(today, -3)].map((on) => ({ on, id: randomUUID() as string }))
    for (const { on, id } of days) expect(await tryTo(secretary, writeLog, told({ id, day: on }))).toBe('done')
    for (const [index, { on }] of days.entries()) {
      const view = await month(secretary, secretary.userId, on.slice(0, 7))
      expect(view.days.find((each) => each.day === on)?.log?.lateBy ?? null).toBe(index === 0 ? 4 : null)
    }
  })

  it('ticks kinds of work to which a county adds its own; an ended one is not offered, another county sees none', async () => {
    const foreign = await anActor('FIRST_SECRETARY', PLACES.otherCountyVillage, 'VILLAGE')
    const { office, secretary } = people
    expect(await tryTo(office, addWorkKind, { nameZh: '入户走访', nameEn: 'A' })).toBe('worklogs.kindThere')
    expect(await tryTo(office, addWorkKind, { nameZh: '护林防火', nameEn: 'Forest fires' })).toBe('done')
    expect(await tryTo(secretary, addWorkKind, { nameZh: '甲', nameEn: 'A' })).toBe('forbidden')
    const offered = (actor: Actor) =>
      withScope(actor, async (ctx) => (await listWorkKinds(ctx)).map(({ code }) => code))
    expect(await offered(secretary)).toContain('130799-001')
    expect(await offered(foreign)).not.toContain('130799-001')
    expect(await tryTo(secretary, writeLog, told({ day: '2020-02-20', kinds: ['130799-001'] }))).toBe('done')
    expect(await tryTo(office, endWorkKind, { code: 'VISITS', endedOn: '2020-01-01' })).toBe('notFound')
    expect(await tryTo(office, endWorkKind, { code: '130799-001', endedOn: '2020-01-01' })).toBe('done')
    expect(await offered(secretary)).not.toContain('130799-001')
    expect(await tryTo(secretary, writeLog, told({ day: '2020-02-21', kinds: ['130799-001'] }))).toBe(
      'worklogs.kindUnknown',
    )
  })

  it('tells of the households visited that day from the visits', async () => {
    const household = await aHousehold()
    await aVisit(household, people.secretary, '2020-02-12')
    await aVisit(household, people.secretary, '2020-02-12')
    await aVisit(await aHousehold(), people.secretary, '2020-02-12')
    const form = await withScope(people.secretary, (ctx) => getLogForm(ctx, { day: '2020-02-12' }))
    expect(form).toMatchObject({ day: '2020-02-12', visited: 2 })
    const view = await month(people.clerk, people.secretary.userId, '2020-02')
    expect(view.days.find(({ day }) => day === '2020-02-12')).toMatchObject({ visits: 2, state: 'gap' })
  })

  it('is kept by the database against SQL', async () => {
    const { cadre, secretary } = people
    const id = await aLog(secretary, '2020-01-05')
    const row = (over: Record<string, string> = {}) => {
      const r = {
        user: cadre.userId,
        day: '2020-01-06',
        presence: 'VILLAGE',
        place: '',
        supersedes: 'NULL',
        reason: '',
        kinds: '{}',
        ...over,
      }
      return `INSERT INTO work_log (county_code, id, region_code, user_id, user_name, day, presence, place, kinds, content, supersedes, reason, written_at)
        VALUES ('130799', gen_random_uuid(), '${PLACES.village}', '${r.user}', '甲', '${r.day}', '${r.presence}', '${r.place}', '${r.kinds}', '甲', ${r.supersedes}, '${r.reason}', now())`
    }
    const attacks: [string, RegExp][] = [
      [row({ user: secretary.userId }), /writes his own/],
      [row({ presence: 'ELSEWHERE' }), /work_log_presence/],
      [row({ place: '县城' }), /work_log_presence/],
      [row({ kinds: '{NOTHING}' }), /not known/],
      [row({ day: '2999-01-01' }), /work_log_day/],
      [row({ supersedes: `'${id}'`, reason: '甲' }), /same person, village and day/],
      [row({ reason: '甲' }), /work_log_reason/],
      [`UPDATE work_log SET content = '乙'`, /permission denied/],
      ['DELETE FROM work_log', /permission denied/],
    ]
    for (const [sql, why] of attacks) await expect(raw(cadre, sql), sql).rejects.toThrow(why)
    await expect(owner().query(`UPDATE work_log SET content = '乙' WHERE id = $1`, [id])).rejects.toThrow(/kept/)
    await expect(aLog(secretary, '2020-01-05')).rejects.toThrow(/once_a_day/)
    const seenBy = (actor: Actor) => withScope(actor, ({ db }) => db.workLog.count({ where: { id } }))
    expect(await Promise.all([secretary, cadre, people.neighbour, people.helper, people.office].map(seenBy))).toEqual([
      1, 0, 0, 0, 1,
    ])
  })
})

describe('leave', () => {
  const asked = (over: object = {}) => ({
    id: randomUUID() as string,
    kind: 'SICK',
    reason: '住院',
    fromOn: '2020-04-10',
    toOn: '2020-04-12',
    ...over,
  })

  it('is asked for oneself, never twice for a day, and decided once by another', async () => {
    const { secretary, clerk, office } = people
    const first = asked()
    expect(await tryTo(secretary, askLeave, asked({ toOn: '2020-04-09' }))).toBe('worklogs.endBeforeStart')
    expect(await tryTo(secretary, askLeave, asked({ toOn: '2021-04-09' }))).toBe('worklogs.tooLong')
    expect(await tryTo(secretary, askLeave, first)).toBe('done')
    expect(await tryTo(secretary, askLeave, asked({ fromOn: '2020-04-12', toOn: '2020-04-15' }))).toBe(
      'worklogs.leaveThere',
    )
    expect(await tryTo(people.cadre, askLeave, asked())).toBe('done')
    const decided = { leaveId: first.id, decision: 'REFUSED', note: '' }
    expect(await tryTo(secretary, decideLeave, decided)).toBe('forbidden')
    const own = { ...clerk, userId: secretary.userId }
    const deputy = { ...clerk, actingFor: { userId: secretary.userId, name: '甲' } }
    for (const actor of [own, deputy])
      expect(await tryTo(actor, decideLeave, { ...decided, decision: 'GRANTED' })).toBe('worklogs.fourEyes')
    expect(await tryTo(clerk, decideLeave, decided)).toBe('input.required')
    expect(await tryTo(clerk, decideLeave, { ...decided, note: '人手不够' })).toBe('done')
    expect(await tryTo(office, decideLeave, { ...decided, decision: 'GRANTED' })).toBe('worklogs.decidedAlready')
    const second = asked({ fromOn: '2020-04-12', toOn: '2020-04-15' })
    expect(await tryTo(secretary, askLeave, second)).toBe('done')
    expect(await tryTo(office, decideLeave, { leaveId: second.id, decision: 'GRANTED' })).toBe('done')
    const days = (await month(secretary, secretary.userId, '2020-04')).days.filter(({ state }) => state === 'leave')
    expect(days.map(({ day }) => day)).toEqual(['2020-04-12', '2020-04-13', '2020-04-14', '2020-04-15'])
  })

  it('is taken back by who asked alone, before it is decided or begins, and frees its days', async () => {
    const { secretary, clerk } = people
    const back = (actor: Actor, leaveId: string) => tryTo(actor, withdrawLeave, { leaveId })
    const grant = (leaveId: string) => tryTo(clerk, decideLeave, { leaveId, decision: 'GRANTED' })
    const [waiting, coming, begun] = [
      asked({ fromOn: '2020-05-10', toOn: '2020-05-12' }),
      asked({ fromOn: '2030-05-10', toOn: '2030-05-12' }),
      asked({ fromOn: '2020-06-10', toOn: '2020-06-12' }),
    ]
    for (const each of [waiting, coming, begun]) expect(await tryTo(secretary, askLeave, each)).toBe('done')
    expect([await grant(coming.id), await grant(begun.id)]).toEqual(['done', 'done'])
    expect(await back(people.cadre, waiting.id)).toBe('notFound')
    expect(await back(clerk, waiting.id)).toBe('forbidden')
    expect(await back(secretary, begun.id)).toBe('worklogs.leaveOver')
    const before = (await month(secretary, secretary.userId, '2030-05')).leaves
    expect(before).toMatchObject([{ isWithdrawn: false, mayWithdraw: true }])
    for (const { id } of [waiting, coming]) {
      expect(await back(secretary, id)).toBe('done')
      expect(await back(secretary, id)).toBe('worklogs.withdrawn')
    }
    expect(await grant(waiting.id)).toBe('worklogs.withdrawn')
    const after = await month(secretary, secretary.userId, '2030-05')
    expect(after.leaves).toMatchObject([{ isWithdrawn: true, mayWithdraw: false }])
    expect(after.counts.leave).toBe(0)
    expect(await tryTo(secretary, askLeave, { ...waiting, id: randomUUID() })).toBe('done')
  })

  it('is taken back by nobody else by SQL, nor once it began, was refused or was taken back', async () => {
    const { cadre, clerk } = people
    const mine = (from: string, over = {}) => aLeave({ user_id: cadre.userId, from_on: from, to_on: from, ...over })
    const decided = { decided_at: '2020-01-01T00:00:00Z', decided_by: clerk.userId, decided_by_name: '甲' }
    const [open, begun, refused] = [
      await mine('2018-01-01'),
      await mine('2018-02-01', { ...decided, decision: 'GRANTED' }),
      await mine('2031-02-01', { ...decided, decision: 'REFUSED', decision_note: '甲' }),
    ]
    const back = (id: string, more = '') => `UPDATE work_leave SET withdrawn_at = now()${more} WHERE id = '${id}'`
    await expect(raw(clerk, back(open))).rejects.toThrow(/by who asked/)
    await expect(raw(cadre, back(open, ", decision_note = '甲'"))).rejects.toThrow(/nothing else/)
    await expect(raw(cadre, back(begun))).rejects.toThrow(/that began/)
    await expect(raw(cadre, back(refused))).rejects.toThrow(/refused_is_over/)
    expect(await raw(cadre, back(open))).toBe(1)
    await expect(raw(cadre, back(open))).rejects.toThrow(/stays so/)
    await expect(raw(cadre, `UPDATE work_leave SET withdrawn_at = NULL WHERE id = '${open}'`)).rejects.toThrow(
      /stays so/,
    )
  })

  it('is kept by the database against SQL', async () => {
    const id = await aLeave({ user_id: people.cadre.userId, from_on: '2019-01-01', to_on: '2019-01-02' })
    const other = await aLeave({ user_id: people.clerk.userId, from_on: '2019-01-01', to_on: '2019-01-02' })
    const grant = (leave: string) =>
      `UPDATE work_leave SET decision = 'GRANTED', decided_at = now() WHERE id = '${leave}'`
    const attacks: [Actor, string, RegExp][] = [
      [people.clerk, `UPDATE work_leave SET to_on = '2019-02-01' WHERE id = '${id}'`, /permission denied/],
      [
        people.clerk,
        `UPDATE work_leave SET decision = 'REFUSED', decided_at = now() WHERE id = '${id}'`,
        /work_leave_decided/,
      ],
      [people.clerk, grant(other), /four_eyes/],
      [people.clerk, `DELETE FROM work_leave WHERE id = '${id}'`, /permission denied/],
    ]
    for (const [actor, sql, why] of attacks) await expect(raw(actor, sql), sql).rejects.toThrow(why)
    expect(await raw(people.clerk, grant(id))).toBe(1)
    await expect(raw(people.office, grant(id))).rejects.toThrow(/decided once/)
    await expect(aLeave({ user_id: people.cadre.userId, from_on: '2019-01-02', to_on: '2019-01-03' })).rejects.toThrow(
      /overlap/,
    )
    const mine = `INSERT INTO work_leave (county_code, id, region_code, user_id, user_name, kind, reason, from_on, to_on, asked_at)
      VALUES ('130799', gen_random_uuid(), '${PLACES.village}', '${people.secretary.userId}', '甲', 'OTHER', '甲', '2019-01-01', '2019-01-02', now())`
    await expect(raw(people.cadre, mine)).rejects.toThrow(/asks for himself/)
  })
})

describe('the months of people', () => {
  it('list who is posted in the villages, fewest days first, the work team below twenty days marked', async () => {
    const village = PLACES.otherTownshipVillage
    const [busy, idle, cadre] = [
      await anActor('FIRST_SECRETARY', village, 'VILLAGE'),
      await anActor('FIRST_SECRETARY', village, 'VILLAGE'),
      await anActor('VILLAGE_CADRE', village, 'VILLAGE'),
    ]
    for (let day = 0; day < 20; day++) await aLog(busy, addDays('2020-02-01', day))
    const wrong = await aLog(idle, '2020-02-03')
    const right = { supersedes: wrong, reason: '甲', presence: 'ELSEWHERE', place: '县里开会' }
    await aLog(idle, '2020-02-03', right)
    await aLog(idle, '2020-02-04', { written_at: '2020-02-09T12:00:00Z' })
    const granted = { decision: 'GRANTED', decided_at: '2020-02-01T02:00:00Z', decided_by: randomUUID() }
    await aLeave({ user_id: idle.userId, from_on: '2020-01-30', to_on: '2020-02-04', ...granted }, idle)
    const listed = (over: object = {}) =>
      withScope(people.office, (ctx) => listPeople(ctx, { region: village, month: '2020-02', ...over }))
    const list = await listed()
    expect(
      list.people.map(({ userId, present, elsewhere, leave, late, standing }) => [
        userId,
        { present, elsewhere, leave, late, standing },
      ]),
    ).toEqual([
      [cadre.userId, { present: 0, elsewhere: 0, leave: 0, late: 0, standing: null }],
      [idle.userId, { present: 1, elsewhere: 1, leave: 2, late: 1, standing: 'below' }],
      [busy.userId, { present: 20, elsewhere: 0, leave: 0, late: 0, standing: 'met' }],
    ])
    expect((await listed({ after: `1_${village}_${idle.userId}` })).people.map(({ userId }) => userId)).toEqual([
      busy.userId,
    ])
    const view = await month(people.office, idle.userId, '2020-02')
    expect(view).toMatchObject({
      counts: { present: 1, elsewhere: 1, leave: 2, gap: 25 },
      standing: 'below',
      needed: 20,
    })
    await expect(month(cadre, idle.userId, '2020-02')).rejects.toThrow()
    await expect(month(people.clerk, idle.userId, '2020-02')).rejects.toThrow()
  })
})
