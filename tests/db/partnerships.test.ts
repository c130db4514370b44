import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPartnerships } from '@/lib/indicators/queries/counted-partnerships'
import { reportOutput } from '@/lib/partnerships/commands/output'
import { endPair, makePair } from '@/lib/partnerships/commands/pair'
import { reportReferral } from '@/lib/partnerships/commands/referral'
import { addUnit, closeUnit } from '@/lib/partnerships/commands/unit'
import { getCoverage } from '@/lib/partnerships/queries/coverage'
import { MakePairInput, type OutputKind } from '@/lib/partnerships/schema'
import { countProgrammes } from '@/lib/partnerships/sql'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'

const KANGBAO = '130723000000'
/** The days the newspaper speaks of: from the beginning of support to the day it was written. */
const SINCE = '2017-01-01'
const WRITTEN = '2019-11-30'

const people = {} as Record<'city' | 'office' | 'kangbao', Actor>

beforeAll(async () => {
  await layGround()
  await owner().query(
    `INSERT INTO region (code, level, name, parent_code) VALUES ($1, 'COUNTY', '康保县', $2) ON CONFLICT DO NOTHING`,
    [KANGBAO, PLACES.city],
  )
  people.city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  people.office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  people.kangbao = await anActor('COUNTY_OFFICE', KANGBAO, 'COUNTY')
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
