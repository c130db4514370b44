import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPartnerships } from '@/lib/indicators/queries/counted-partnerships'
import { correctOutput, reportOutput } from '@/lib/partnerships/commands/output'
import { endPair, makePair } from '@/lib/partnerships/commands/pair'
import { correctReferral, reportReferral } from '@/lib/partnerships/commands/referral'
import { addUnit, closeUnit, editUnit } from '@/lib/partnerships/commands/unit'
import { getCoverage } from '@/lib/partnerships/queries/coverage'
import { MakePairInput, type OutputKind } from '@/lib/partnerships/schema'
import { countProgrammes, sumOutputsBetween } from '@/lib/partnerships/sql'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { anOutput, aPair, aReferral, aUnit } from '../support/partnerships'

const KANGBAO = '130723000000'
/** The days the newspaper speaks of: from the beginning of support to the day it was written. */
const SINCE = '2017-01-01'
const WRITTEN = '2019-11-30'

const people = {} as Record<'city' | 'office' | 'clerk' | 'kangbao' | 'cadre', Actor>

beforeAll(async () => {
  await layGround()
  await owner().query(
    `INSERT INTO region (code, level, name, parent_code) VALUES ($1, 'COUNTY', '康保县', $2) ON CONFLICT DO NOTHING`,
    [KANGBAO, PLACES.city],
  )
  people.city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  people.office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  people.clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  people.kangbao = await anActor('COUNTY_OFFICE', KANGBAO, 'COUNTY')
  people.cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const done = async (actor: Actor, command: unknown, input: object) =>
  expect([input, await tryTo(actor, command, input)]).toEqual([input, 'done'])

async function anEntered(actor: Actor, regionCode: string, name: string, kind = 'HEALTH_CENTRE'): Promise<string> {
  const id = randomUUID()
  await done(actor, addUnit, { id, regionCode, name, kind, grade: 'FIRST', countsFrom: SINCE })
  return id
}
async function aMade(actor: Actor, unitId: string, supporterName: string, over: object = {}): Promise<string> {
  const id = randomUUID()
  const pair = { supporterGrade: 'SECOND', programme: 'ROUTINE', fromOn: '2018-01-01' }
  await done(actor, makePair, { id, unitId, supporterName, ...pair, ...over })
  return id
}
const report = (actor: Actor, pairId: string, kind: OutputKind, amount: number, qualifier = '') =>
  done(actor, reportOutput, {
    id: randomUUID(),
    pairId,
    kind,
    fromOn: '2018-01-01',
    toOn: WRITTEN,
    amount,
    qualifier,
  })

async function figures(actor: Actor, region: string, asOf = WRITTEN): Promise<Record<string, string>> {
  const reads = await withScope(actor, (ctx) => readPartnerships(ctx, { region, from: SINCE, asOf }))
  return Object.fromEntries(reads.map(({ code, value, qualifiers }) => [code, [value, ...qualifiers].join(' ')]))
}

describe('the newspaper on hospitals, entered by commands and read back as figures', () => {
  it('Kangbao: three hospitals, twelve persons, outputs with their qualifiers, 40 % to 10 %', async () => {
    const hospital = await anEntered(people.kangbao, KANGBAO, '康保县人民医院', 'COUNTY_HOSPITAL')
    const supporters = ['北京甲医院', '北京乙医院', '市第一医院']
    const pairs = []
    for (const name of supporters)
      pairs.push(await aMade(people.kangbao, hospital, name, { supporterGrade: 'TERTIARY_A', staff: 4 }))
    const [first = '', second = ''] = pairs
    const told: [string, OutputKind, number, string?][] = [
      [first, 'OUTPATIENTS', 9_000],
      [second, 'OUTPATIENTS', 6_000, 'SURPLUS'],
      [first, 'OPERATIONS', 1_000, 'NEARLY'],
      [second, 'FREE_CLINIC', 6_000, 'MORE'],
      [first, 'TRAININGS', 8],
      [first, 'TRAINED', 1_200],
      [second, 'DEPARTMENTS', 2],
      [second, 'SPECIALTIES', 2],
      [first, 'TECHNIQUES', 10],
    ]
    for (const [pairId, kind, amount, qualifier] of told) await report(people.kangbao, pairId, kind, amount, qualifier)
    for (const [year, treated, referred] of [
      [2016, 52_000, 20_800],
      [2019, 61_000, 6_100],
    ])
      await done(people.kangbao, reportReferral, {
        id: randomUUID(),
        unitId: hospital,
        year,
        treated,
        referred,
        source: '年报',
      })
    expect(await figures(people.kangbao, KANGBAO)).toEqual({
      hospital_units_total: '1',
      hospital_units_paired: '1',
      support_hospitals: '3',
      support_staff_persons: '12',
      support_outpatient_person_times: '15000 SURPLUS',
      support_operations: '1000 NEARLY',
      support_free_clinic_person_times: '6000 MORE',
      support_training_sessions: '8',
      support_trained_person_times: '1200',
      support_new_departments: '2',
      support_new_specialties: '2',
      support_new_techniques: '10',
      patients_treated: '61000',
      patients_referred_out: '6100',
    })
  })

  it('the city: whom its hospitals support by programme, what came of it since 2017, and coverage', async () => {
    const counties = Array.from({ length: 12 }, (_, index) => `1307${String(40 + index)}000000`)
    await owner().query(
      `INSERT INTO region (code, level, name, parent_code) SELECT x, 'COUNTY', x, $2 FROM unnest($1::text[]) x ON CONFLICT DO NOTHING`,
      [counties, PLACES.city],
    )
    const { rows: centres } = await owner().query<{ id: string }>(
      `INSERT INTO medical_unit (county_code, id, region_code, name, kind, grade, counts_from)
       SELECT left(c, 6), gen_random_uuid(), c, '卫生院' || n, 'HEALTH_CENTRE', 'FIRST', '2017-01-01' FROM generate_series(0, 208) n, LATERAL (SELECT ($1::text[])[n % 12 + 1] AS c) x
       RETURNING id`,
      [counties],
    )
    const { rows: hospitals } = await owner().query<{ id: string }>(
      `INSERT INTO medical_unit (county_code, id, region_code, name, kind, grade, counts_from)
       SELECT left(c, 6), gen_random_uuid(), c, '县医院', 'COUNTY_HOSPITAL', 'SECOND', '2017-01-01' FROM unnest($1::text[]) c RETURNING id`,
      [counties],
    )
    const { rows: ofCity } = await owner().query<{ id: string }>(
      `INSERT INTO medical_unit (county_code, id, region_code, name, kind, grade, counts_from)
       SELECT '130700', gen_random_uuid(), $1, '市属医院' || n, 'CITY_HOSPITAL', 'TERTIARY', '2017-01-01' FROM generate_series(1, 48) n RETURNING id`,
      [PLACES.city],
    )
    const at = (units: { id: string }[], n: number) => units[n % units.length]?.id as string
    const wanted: [string, string, string, string][] = [
      ...Array.from({ length: 14 }, (_, n) => [at(hospitals, n), `三级${n}`, 'TERTIARY', 'ROUTINE'] as const),
      ...Array.from({ length: 209 }, (_, n) => [at(centres, n), `二级${n % 32}`, 'SECOND', 'ROUTINE'] as const),
      ...Array.from(
        { length: 183 },
        (_, n) => [at(centres, n), `春雨${n % 45}`, n % 45 < 16 ? 'TERTIARY_A' : 'SECOND', 'SPRING_RAIN'] as const,
      ),
      ...Array.from({ length: 61 }, (_, n) => [at(ofCity, n), `北京${n}`, 'TERTIARY_A', 'BEIJING_HEBEI'] as const),
    ].map((pair) => [...pair])
    // The command itself, many in one transaction.
    for (let from = 0; from < wanted.length; from += 120)
      await withScope(people.city, async (ctx) => {
        for (const [unitId, supporterName, supporterGrade, programme] of wanted.slice(from, from + 120))
          await makePair.run(
            ctx,
            MakePairInput.parse({
              id: randomUUID(),
              unitId,
              supporterName,
              supporterGrade,
              programme,
              fromOn: '2018-05-01',
            }),
          )
      })
    const { rows: made } = await owner().query<{ id: string }>(
      `SELECT id FROM medical_pair WHERE programme = 'ROUTINE' AND supporter_grade = 'TERTIARY' ORDER BY supporter_name`,
    )
    const told: [OutputKind, number, string?][] = [
      ['STAFF_SENT', 1_000, 'SURPLUS'],
      ['OUTPATIENTS', 235_000, 'SURPLUS'],
      ['OPERATIONS', 197],
      ['CONSULTATIONS', 4_746],
      ['FREE_CLINIC', 84_000, 'SURPLUS'],
      ['TRAINED', 5_538],
      ['LECTURES', 5_796],
      ['STUDY_LEAVES', 265],
      ['DEPARTMENTS', 8],
      ['TECHNIQUES', 23],
    ]
    for (const [index, [kind, amount, qualifier]] of told.entries())
      await done(people.city, reportOutput, {
        id: randomUUID(),
        pairId: at(made, index),
        kind,
        fromOn: '2018-05-01',
        toOn: WRITTEN,
        amount,
        qualifier,
      })
    // Kangbao's outputs are part of the city's: 1000 operations of 1197, and so on.
    expect(await figures(people.city, PLACES.city)).toEqual({
      hospital_units_total: '222',
      hospital_units_paired: '222',
      secondary_public_hospitals_supporting: '32',
      support_hospitals: '3',
      spring_rain_tertiary_a_hospitals: '16',
      spring_rain_secondary_hospitals: '29',
      spring_rain_centres_supported: '183',
      beijing_cooperation_local_hospitals: '48',
      beijing_cooperation_beijing_hospitals: '61',
      support_staff_persons: '12',
      support_staff_sent_person_times: '1000 SURPLUS',
      support_outpatient_person_times: '250000 SURPLUS',
      support_operations: '1197 NEARLY',
      support_difficult_consultations: '4746',
      support_free_clinic_person_times: '90000 SURPLUS MORE',
      support_training_sessions: '8',
      support_trained_person_times: '6738',
      support_lecture_person_times: '5796',
      support_new_departments: '10',
      support_new_specialties: '2',
      support_new_techniques: '33',
      patients_treated: '61000',
      patients_referred_out: '6100',
    })
    const ofProgrammes = await withScope(people.city, (ctx) =>
      countProgrammes(ctx, { gte: '1307', lt: '1307:' }, WRITTEN),
    )
    expect(
      ofProgrammes.map(({ programme, grade, supporters, units, counties: many }) =>
        [programme, grade, supporters, units, many].join(' '),
      ),
    ).toEqual([
      'BEIJING_HEBEI TERTIARY_A 61 48 1',
      'ROUTINE SECOND 32 209 12',
      'ROUTINE TERTIARY 14 12 12',
      'ROUTINE TERTIARY_A 3 1 1',
      'SPRING_RAIN SECOND 29 116 12',
      'SPRING_RAIN TERTIARY_A 16 67 12',
    ])
    expect(await withScope(people.city, (ctx) => getCoverage(ctx, undefined, WRITTEN))).toMatchObject({
      units: 222,
      paired: 222,
      without: [],
    })
  })
})

describe('coverage', () => {
  it('is told for any day, by the regions below, and names whom nobody supports', async () => {
    const name = (what: string) => `${what}${randomUUID().slice(0, 8)}`
    const paired = await anEntered(people.office, PLACES.township, name('一'))
    const alone = name('二')
    await anEntered(people.office, PLACES.otherTownship, alone)
    const pairId = await aMade(people.office, paired, '市第二医院', { toOn: '2019-12-31' })
    const on = (day: string) => withScope(people.office, (ctx) => getCoverage(ctx, undefined, day))
    const shown = ({ units, paired: n, children, without }: Awaited<ReturnType<typeof on>>) => ({
      units,
      paired: n,
      children: children.map((each) => [each.code, each.units, each.paired]),
      without: without.map((each) => each.name),
    })
    expect(shown(await on('2019-12-31'))).toEqual({
      units: 2,
      paired: 1,
      children: [
        [PLACES.township, 1, 1],
        [PLACES.otherTownship, 1, 0],
      ],
      without: [alone],
    })
    expect(shown(await on('2020-01-01'))).toMatchObject({ units: 2, paired: 0 })
    expect(shown(await on('2016-12-31'))).toEqual({ units: 0, paired: 0, children: [], without: [] })
    await done(people.office, endPair, { pairId, version: 1, on: '2019-06-30', reason: '医院改制' })
    expect(shown(await on('2019-12-31'))).toMatchObject({ paired: 0 })
    await done(people.office, closeUnit, { unitId: paired, version: 1, on: '2020-03-01' })
    expect(shown(await on('2020-03-01'))).toMatchObject({ units: 1 })
    expect(shown(await on('2020-02-29'))).toMatchObject({ units: 2 })
  })
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
