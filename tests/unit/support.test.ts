import { describe, expect, it, test } from 'vitest'
import { RISKS } from '@/lib/monitoring/schema'
import { commonRegion } from '@/lib/regions/rules'
import { isEnded, nextOf, stepFrom } from '@/lib/support/lifecycle'
import { planBatch } from '@/lib/support/rules/batch'
import { editedTexts } from '@/lib/support/rules/edited'
import { readMeasureFilter } from '@/lib/support/rules/list-address'
import { developmentState, unanswered } from '@/lib/support/rules/matching'
import { summaryOf } from '@/lib/support/rules/projects'
import { CATEGORIES, FORMS, MEASURE_STATUSES, MODES } from '@/lib/support/schema'
import { PROJECT_STATUSES } from '@/lib/support/schema/project'
import { readMeasureTypes } from '@/prisma/catalogue/read'

describe('which risk no measure answers', () => {
  const types = new Map(readMeasureTypes().map((type) => [type.code, type]))
  const answer = (code: string, status: (typeof MEASURE_STATUSES)[number] = 'PLANNED') => ({
    risks: types.get(code)?.risks ?? [],
    status,
  })
  it.each([
    [['ILLNESS'], ['HEA_CHRONIC'], []],
    [['ILLNESS'], ['SOC_VISIT'], []],
    [['ILLNESS'], ['EDU_BOARDING'], ['ILLNESS']],
    [['DISABILITY', 'SCHOOLING'], ['NET_DISABILITY'], ['SCHOOLING']],
    [['SCHOOLING'], ['EDU_RAIN_DEW'], []],
    [['UNSAFE_HOUSING'], ['REL_RELOCATE'], []],
    [['UNSAFE_HOUSING'], ['NET_RELIEF'], ['UNSAFE_HOUSING']],
    [['UNSAFE_WATER'], ['WAT_TAP'], []],
    [['UNSAFE_WATER'], ['HOU_REPAIR'], ['UNSAFE_WATER']],
    [['UNSTABLE_EMPLOYMENT'], ['POST_CLEANING'], []],
    [['LACK_LABOUR'], ['EMP_TRAINING'], ['LACK_LABOUR']],
  ] as const)('%s with %s leaves %s', (risks, codes, left) => {
    expect(
      unanswered(
        risks,
        codes.map((code) => answer(code)),
      ),
    ).toEqual(left)
  })
  test('a cancelled measure answers nothing, a confirmed one does', () => {
    expect(unanswered(['ILLNESS'], [answer('HEA_CHRONIC', 'CANCELLED')])).toEqual(['ILLNESS'])
    expect(unanswered(['ILLNESS'], [answer('HEA_CHRONIC', 'CONFIRMED_BY_HOUSEHOLD')])).toEqual([])
  })
})

describe('the shipped types', () => {
  const types = readMeasureTypes()
  it('cover the fourteen categories, each with codes that the product knows, each name once', () => {
    expect([...new Set(types.map(({ category }) => category))].sort()).toEqual([...CATEGORIES].sort())
    for (const type of types) {
      expect(MODES as readonly string[]).toContain(type.mode)
      expect(FORMS as readonly string[]).toContain(type.form)
      expect(RISKS as readonly string[]).toEqual(expect.arrayContaining(type.risks))
      expect(type.nameZh && type.nameEn && type.code.length <= 24).toBeTruthy()
    }
    expect(new Set(types.map(({ code }) => code)).size).toBe(types.length)
    expect(new Set(types.map(({ nameZh }) => nameZh)).size).toBe(types.length)
  })
  it('call industry, employment, finance and welfare posts development, guarantees protection', () => {
    const modeOf = (category: string) =>
      new Set(types.filter((type) => type.category === category).map(({ mode }) => mode))
    for (const category of ['INDUSTRY', 'EMPLOYMENT', 'FINANCE', 'WELFARE_POST'])
      expect([...modeOf(category)]).toEqual(['DEVELOPMENT'])
    for (const category of ['HOUSING', 'WATER', 'HEALTH', 'EDUCATION', 'SAFETY_NET'])
      expect([...modeOf(category)]).toEqual(['PROTECTION'])
  })
  it('answer every risk', () => {
    for (const risk of RISKS) expect(types.some((type) => type.risks.includes(risk))).toBe(true)
  })
})

test('development-type support: under way, not yet, or not needed where nobody can work', () => {
  const industry = (status: (typeof MEASURE_STATUSES)[number]) => [{ mode: 'DEVELOPMENT', status }]
  expect(developmentState(['ORDINARY'], industry('IN_PROGRESS'))).toBe('DONE')
  expect(developmentState(['ORDINARY'], industry('PLANNED'))).toBe('NOT_YET')
  expect(developmentState(['WEAK', null], industry('CANCELLED'))).toBe('NOT_YET')
  expect(developmentState(['NONE', 'LOST', null], [])).toBe('NOT_NEEDED')
  expect(developmentState(['NONE'], [{ mode: 'PROTECTION', status: 'DELIVERED' }])).toBe('NOT_NEEDED')
})

test('a batch leaves out who has the measure this year or left, and nobody else', () => {
  const has = (countsOn: string, status: (typeof MEASURE_STATUSES)[number] = 'DELIVERED', typeCode = 'A') => [
    { typeCode, countsOn, status },
  ]
  const plan = planBatch(
    [
      { id: 'free', isActive: true, measures: [] },
      { id: 'has', isActive: true, measures: has('2026-01-01') },
      { id: 'lastYear', isActive: true, measures: has('2025-12-31') },
      { id: 'cancelled', isActive: true, measures: has('2026-02-01', 'CANCELLED') },
      { id: 'other', isActive: true, measures: has('2026-02-01', 'PLANNED', 'B') },
      { id: 'gone', isActive: false, measures: has('2026-02-01') },
    ],
    { typeCode: 'A', day: '2026-12-31' },
  )
  expect(plan).toEqual({
    given: ['free', 'lastYear', 'cancelled', 'other'],
    left: [
      { id: 'has', why: 'ALREADY' },
      { id: 'gone', why: 'GONE' },
    ],
  })
})

test('the lowest region that holds all villages', () => {
  expect(commonRegion(['130799104201', '130799104201'])).toBe('130799104201')
  expect(commonRegion(['130799104201', '130799104202'])).toBe('130799104000')
  expect(commonRegion(['130799104201', '130799100001'])).toBe('130799000000')
})

test('a measure ends once; a project ends in operation', () => {
  expect(MEASURE_STATUSES.filter(isEnded)).toEqual(['CONFIRMED_BY_HOUSEHOLD', 'CANCELLED'])
  expect(stepFrom('PLANNED', 'deliver')?.to).toBe('DELIVERED')
  expect(stepFrom('PLANNED', 'confirm')).toBeUndefined()
  expect(PROJECT_STATUSES.map(nextOf)).toEqual([...PROJECT_STATUSES.slice(1), null])
})

test('rates of projects come with their two parts; the pool is not yet approved', () => {
  const line = (status: (typeof PROJECT_STATUSES)[number], count: number, money = [0, 0, 0]) => ({
    status,
    count,
    plannedFen: money[0] as number,
    arrivedFen: money[1] as number,
    disbursedFen: money[2] as number,
  })
  const summary = summaryOf([
    line('POOL', 3, [100, 0, 0]),
    line('FUNDED', 2, [200, 200, 0]),
    line('STARTED', 4, [300, 200, 50]),
    line('OPERATING', 1, [100, 100, 100]),
  ])
  expect(summary).toEqual({
    count: 10,
    plannedFen: 700,
    arrivedFen: 500,
    disbursedFen: 150,
    started: { part: 5, whole: 7 },
    completed: { part: 1, whole: 7 },
    disbursed: { part: 150, whole: 500 },
  })
  expect(summaryOf([]).started).toEqual({ part: 0, whole: 0 })
})

test('a plan as texts: days, and yuan with cents', () => {
  const texts = editedTexts({ title: 'A', plannedOn: new Date('2026-03-10'), amountFen: 123450n, personId: null })
  expect(texts).toMatchObject({ title: 'A', plannedOn: '2026-03-10', amount: '1234.5', personId: '', unit: '' })
  expect(editedTexts({ amountFen: 0n }).amount).toBe('')
})

test('an address narrows the list to what it knows and says when it asks for more', () => {
  expect(readMeasureFilter({ tab: 'late', category: 'HEALTH', year: '2026' })).toMatchObject({
    tab: 'late',
    category: 'HEALTH',
    year: 2026,
    isWrong: false,
  })
  expect(readMeasureFilter({})).toMatchObject({ tab: 'all', isWrong: false })
  for (const params of [{ category: 'X' }, { year: '1926' }, { household: "'; DROP" }, { tab: 'x' }]) {
    expect(readMeasureFilter(params).isWrong).toBe(true)
  }
})
