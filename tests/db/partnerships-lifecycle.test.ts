import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { correctOutput, reportOutput } from '@/lib/partnerships/commands/output'
import { makePair } from '@/lib/partnerships/commands/pair'
import { correctReferral, reportReferral } from '@/lib/partnerships/commands/referral'
import { addUnit, closeUnit, editUnit } from '@/lib/partnerships/commands/unit'
import { sumOutputsBetween } from '@/lib/partnerships/sql'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { anOutput, aPair, aReferral, aUnit } from '../support/partnerships'

const SINCE = '2017-01-01'
const people = {} as Record<'city' | 'office' | 'clerk', Actor>

beforeAll(async () => {
  await layGround()
  people.city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  people.office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  people.clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

describe('what is refused', () => {
  const told = { kind: 'OPERATIONS', fromOn: '2020-03-01', toOn: '2020-03-02', amount: 3 }

  it('two of a name, a pair twice at a time, a pair with itself, a closed unit', async () => {
    const unitId = await aUnit(PLACES.township, { name: '马坊乡卫生院' })
    const unit = { regionCode: PLACES.township, kind: 'HEALTH_CENTRE', grade: 'FIRST', countsFrom: SINCE }
    expect(await tryTo(people.office, addUnit, { ...unit, id: randomUUID(), name: '马坊乡卫生院' })).toBe(
      'partnerships.unitThere',
    )
    const pair = (over: object = {}) => ({
      id: randomUUID(),
      unitId,
      supporterName: '市 第三医院',
      supporterGrade: 'TERTIARY',
      programme: 'ROUTINE',
      fromOn: '2018-01-01',
      toOn: '2018-12-31',
      ...over,
    })
    expect(await tryTo(people.office, makePair, pair())).toBe('done')
    expect(await tryTo(people.office, makePair, pair({ fromOn: '2018-12-31', toOn: '' }))).toBe(
      'partnerships.pairThere',
    )
    expect(await tryTo(people.office, makePair, pair({ fromOn: '2019-01-01', toOn: '' }))).toBe('done')
    expect(await tryTo(people.office, makePair, pair({ programme: 'SPRING_RAIN' }))).toBe('done')
    expect(await tryTo(people.office, makePair, pair({ supporterName: '马坊乡卫生院' }))).toBe('partnerships.itself')
    expect(await tryTo(people.office, makePair, pair({ toOn: '2017-12-31' }))).toBe('partnerships.endBeforeStart')
    expect(await tryTo(people.clerk, makePair, pair())).toBe('forbidden')
    expect(await tryTo(people.office, closeUnit, { unitId, version: 1, on: '2020-01-01' })).toBe(
      'partnerships.pairsActive',
    )
    const closed = await aUnit(PLACES.township, { closed_on: '2019-01-01' })
    expect(await tryTo(people.office, makePair, pair({ unitId: closed }))).toBe('partnerships.unitClosed')
    expect(await tryTo(people.office, editUnit, { unitId: closed, version: 1, name: '甲', grade: 'FIRST' })).toBe(
      'partnerships.unitClosed',
    )
  })

  it('an output outside the pair, one sent twice counts once, one corrected stays and no longer counts', async () => {
    const pairId = await aPair(await aUnit(), PLACES.township, { to_on: '2020-03-31' })
    const [id, sending] = [randomUUID(), randomUUID()]
    const late = { ...told, toOn: '2020-04-01' }
    expect(await tryTo(people.clerk, reportOutput, { id, pairId, ...late })).toBe('partnerships.afterEnd')
    expect(await tryTo(people.clerk, reportOutput, { id, pairId, ...told, fromOn: '2017-12-31' })).toBe(
      'partnerships.beforeStart',
    )
    expect(await tryTo(people.clerk, reportOutput, { id, pairId, ...told, toOn: '2999-01-01' })).toBe(
      'input.inTheFuture',
    )
    expect(await tryTo(people.clerk, reportOutput, { id, pairId, ...told }, sending)).toBe('done')
    expect(await tryTo(people.clerk, reportOutput, { id, pairId, ...told }, sending)).toBe('replayed')
    const right = { ...told, amount: 4, outputId: id, reason: '漏报一例' }
    expect(await tryTo(people.clerk, correctOutput, { id: randomUUID(), ...right, reason: '' })).toBe('input.required')
    expect(await tryTo(people.clerk, correctOutput, { id: randomUUID(), ...right })).toBe('done')
    expect(await tryTo(people.clerk, correctOutput, { id: randomUUID(), ...right })).toBe(
      'partnerships.correctedAlready',
    )
    const { rows } = await owner().query('SELECT amount FROM pair_output WHERE pair_id = $1 ORDER BY amount', [pairId])
    expect(rows.map(({ amount }) => amount)).toEqual([3, 4])
    const sums = await withScope(people.clerk, (ctx) =>
      sumOutputsBetween(
        ctx,
        { gte: PLACES.township.slice(0, 9), lt: `${PLACES.township.slice(0, 9)}:` },
        '2020-03-01',
        '2020-03-31',
      ),
    )
    expect(sums.find(({ kind }) => kind === 'OPERATIONS')?.amount).toBe(4)
  })

  it('more patients away than treated, a year twice, a year to come', async () => {
    const unitId = await aUnit()
    const year = { id: randomUUID(), unitId, year: 2019, treated: 10, referred: 4, source: '年报' }
    expect(await tryTo(people.clerk, reportReferral, { ...year, referred: 11 })).toBe(
      'partnerships.moreAwayThanTreated',
    )
    expect(await tryTo(people.clerk, reportReferral, { ...year, year: 2099 })).toBe('partnerships.yearToCome')
    expect(await tryTo(people.clerk, reportReferral, year)).toBe('done')
    expect(await tryTo(people.clerk, reportReferral, { ...year, id: randomUUID() })).toBe('partnerships.yearThere')
    const right = { id: randomUUID(), referralId: year.id, treated: 12, referred: 4, source: '年报', reason: '补报' }
    expect(await tryTo(people.clerk, correctReferral, right)).toBe('done')
  })
})

describe('by SQL, as the app', () => {
  const raw = (actor: Actor, sql: string) => withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))

  it('what was written stays, and what is ended never changes', async () => {
    const unitId = await aUnit()
    const pairId = await aPair(unitId)
    const outputId = await anOutput(pairId, PLACES.township, { kind: 'OPERATIONS' })
    const referralId = await aReferral(unitId)
    const attacks: [string, RegExp][] = [
      [`UPDATE pair_output SET amount = 9 WHERE id = '${outputId}'`, /permission denied/],
      [`DELETE FROM pair_output WHERE id = '${outputId}'`, /permission denied/],
      [`UPDATE referral_year SET referred = 0 WHERE id = '${referralId}'`, /permission denied/],
      [`DELETE FROM medical_pair WHERE id = '${pairId}'`, /permission denied/],
      [`UPDATE medical_pair SET supporter_name = '乙' WHERE id = '${pairId}'`, /permission denied/],
      [`UPDATE medical_unit SET kind = 'CITY_HOSPITAL' WHERE id = '${unitId}'`, /permission denied/],
      [`UPDATE medical_unit SET grade = 'SECOND' WHERE id = '${unitId}'`, /never changes/],
      [`UPDATE medical_unit SET closed_on = '2020-03-01', version = 2 WHERE id = '${unitId}'`, /a pair is active/],
      [`UPDATE medical_pair SET to_on = '2020-04-01', version = 2 WHERE id = '${pairId}'`, /with a reason/],
      [
        `UPDATE medical_pair SET to_on = '2020-03-30', version = 2, end_reason = '甲', ended_by = gen_random_uuid() WHERE id = '${pairId}'`,
        /done after that day/,
      ],
      [outputRow(pairId, `'2017-01-01', '2017-01-02', 1, NULL, ''`), /while the pair was active/],
      [outputRow(pairId, `'2018-01-01', '2999-01-02', 1, NULL, ''`), /pair_output_days/],
      [outputRow(pairId, `'2018-01-01', '2018-01-02', 1, '${randomUUID()}', '甲'`), /same pair and kind/],
      [outputRow(pairId, `'2018-01-01', '2018-01-02', 1, '${outputId}', ''`), /pair_output_reason/],
      [
        `INSERT INTO referral_year (county_code, id, region_code, unit_id, year, treated, referred, source, recorded_by, recorded_by_name, recorded_at)
         VALUES ('130799', gen_random_uuid(), '${PLACES.township}', '${unitId}', 2016, 10, 1, '甲', gen_random_uuid(), '甲', now())`,
        /referral_year_first/,
      ],
    ]
    for (const [sql, why] of attacks) await expect(raw(people.office, sql), sql).rejects.toThrow(why)
    await raw(
      people.office,
      `UPDATE medical_pair SET to_on = '2020-03-31', version = 2, end_reason = '甲', ended_by = gen_random_uuid() WHERE id = '${pairId}'`,
    )
    await expect(
      raw(people.office, `UPDATE medical_pair SET staff = 5, version = 3 WHERE id = '${pairId}'`),
    ).rejects.toThrow(/never changes/)
    const { rows } = await owner().query('SELECT ended_by FROM medical_pair WHERE id = $1', [pairId])
    expect(rows[0].ended_by).toBe(people.office.userId)
    await expect(owner().query('DELETE FROM pair_output WHERE id = $1', [outputId])).rejects.toThrow(/kept/)
  })

  it('nobody sees a pair of others', async () => {
    const pairId = await aPair(await aUnit(PLACES.otherCounty), PLACES.otherCounty)
    const seen = (actor: Actor) => withScope(actor, (ctx) => ctx.db.medicalPair.count({ where: { id: pairId } }))
    expect([await seen(people.city), await seen(people.office), await seen(people.clerk)]).toEqual([1, 0, 0])
  })
})

/** An insertion of an output: first and last day, amount, what it supersedes and why. */
const outputRow = (pairId: string, values: string) =>
  `INSERT INTO pair_output (county_code, id, region_code, pair_id, kind, recorded_by, recorded_by_name, recorded_at, from_on, to_on, amount, supersedes, reason)
   VALUES ('130799', gen_random_uuid(), '${PLACES.township}', '${pairId}', 'OPERATIONS', gen_random_uuid(), '甲', now(), ${values})`
