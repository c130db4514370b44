import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assignHelper, endHelper } from '@/lib/households/commands/helpers'
import { registerHousehold } from '@/lib/households/commands/register'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { getHelpers } from '@/lib/households/queries/helpers'
import { getHousehold } from '@/lib/households/queries/record'
import { checkDigit } from '@/lib/households/rules/id-number'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import {
  aHousehold,
  anActor,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'

let clerk: Actor
let cadre: Actor
let helper: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  clerk = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  await owner().query(
    `INSERT INTO posting (county_code, id, user_id, role, region_code, title, valid_from) VALUES ('130799', $1, $2, 'PAIRED_HELPER', $3, '帮扶干部', '2020-01-01')`,
    [randomUUID(), helper.userId, PLACES.village],
  )
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

const assign = (input: unknown, actor = clerk, id: string = randomUUID()) => execute(actor, assignHelper, input, { id })
const end = (input: unknown, actor = clerk) => execute(actor, endHelper, input, { id: randomUUID() })
const register = (input: unknown, actor = clerk, id: string = randomUUID()) =>
  execute(actor, registerHousehold, input, { id })
const seen = (actor = clerk) => withScope(actor, (ctx) => getHelpers(ctx, household.id))
const outside = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  householdId: household.id,
  name: '周建国',
  unit: '县财政局',
  affiliation: 'COUNTY',
  validFrom: '2026-01-01',
  ...over,
})

test('somebody from outside becomes a helper, his phone sealed; the household page and its history know him', async () => {
  const input = outside({ phone: '138 1234 5678' })
  expect(await assign(input)).toMatchObject({ ok: true, data: { householdId: household.id, helperId: input.id } })
  const { rows } = await owner().query('SELECT * FROM household_helper WHERE id = $1', [input.id])
  expect(open('household_helper', 'phone_enc', input.id, rows[0].phone_enc)).toBe('13812345678')
  expect((await seen()).helpers).toMatchObject([
    { name: '周建国', unit: '县财政局', phone: '138****5678', load: 1, isPresent: true },
  ])
  const page = await withScope(clerk, (ctx) => getHousehold(ctx, household.id))
  expect(page.helpers).toMatchObject([{ name: '周建国', since: '2026-01-01' }])
})

test('an account of the county is chosen from the list, with how many he helps; nobody else is', async () => {
  await aPairing(await aHousehold(), helper)
  const { choices } = await seen()
  expect(choices.find(({ id }) => id === helper.userId)).toMatchObject({ title: '帮扶干部', load: 1 })
  const chosen = { id: randomUUID(), householdId: household.id, userId: helper.userId, validFrom: '2026-01-01' }
  expect(await assign(chosen)).toMatchObject({ ok: true })
  expect(await withScope(helper, (ctx) => getHouseholdFacts(ctx, { ids: [household.id] }))).toHaveLength(1)
  expect(await assign({ ...chosen, id: randomUUID(), userId: randomUUID() })).toMatchObject({
    kind: 'rule',
    code: 'register.helperUnknown',
    field: 'userId',
  })
})

test('a helper is named once: by the list or by hand, and not twice for one time', async () => {
  expect(await assign(outside({ name: '' }))).toMatchObject({
    kind: 'input',
    errors: { name: { code: 'register.helperSomebody' } },
  })
  expect(await assign(outside({ userId: helper.userId }))).toMatchObject({
    kind: 'input',
    errors: { name: { code: 'register.helperBoth' } },
  })
  expect(await assign(outside({ unit: '' }))).toMatchObject({
    kind: 'input',
    errors: { unit: { code: 'input.required' } },
  })
  expect(await assign(outside())).toMatchObject({ ok: true })
  expect(await assign(outside())).toMatchObject({ kind: 'rule', code: 'register.helperAlready' })
})

test('two clerks who assign the same helper at one moment make one pairing', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => assign(outside())))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await seen()).helpers).toHaveLength(1)
})

test('a member of the household and a registered poor neighbour are paired only when that was seen', async () => {
  const own = outside({ name: '王守田' })
  expect(await assign(own)).toMatchObject({ kind: 'rule', code: 'register.helperIsMember', field: 'acknowledge' })
  const neighbour = await aHousehold()
  await owner().query(`UPDATE person SET name = '孙有福' WHERE id = $1`, [neighbour.headId])
  const poor = outside({ name: '孙有福' })
  expect(await assign(poor)).toMatchObject({ kind: 'rule', code: 'register.helperIsPoor' })
  expect(await assign({ ...poor, acknowledge: true })).toMatchObject({ ok: true })
})

test('a pairing ends with a note, once, not before it began, and stays in the history', async () => {
  const input = outside()
  await assign(input)
  const ending = { helperId: input.id, endOn: '2026-03-20', endReason: 'REASSIGNED', handoverNote: '低保申请还在办' }
  expect(await end({ ...ending, endOn: '2025-12-31' })).toMatchObject({
    kind: 'rule',
    code: 'register.endBeforeStart',
    field: 'endOn',
  })
  expect(await end({ ...ending, endReason: '' })).toMatchObject({
    kind: 'input',
    errors: { endReason: { code: 'input.required' } },
  })
  const outcomes = await Promise.all([end(ending), end(ending)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ kind: 'rule', code: 'register.helperEnded' })
  expect((await seen()).helpers).toMatchObject([
    { to: '2026-03-20', endReason: 'REASSIGNED', handoverNote: '低保申请还在办' },
  ])
})

function numberOf(birth: string, sequence: string): string {
  const first17 = `990799${birth}${sequence}`
  return first17 + checkDigit(first17)
}

const family = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  villageCode: PLACES.village,
  since: '2026-03-01',
  householdType: 'GENERAL_RURAL',
  groupName: '二组',
  phone: '13800001111',
  members: [
    {
      id: randomUUID(),
      name: '赵大山',
      relation: 'HEAD',
      idNumber: numberOf('19700101', '011'),
      education: 'JUNIOR',
      health: ['HEALTHY'],
    },
    { id: randomUUID(), name: '钱秀英', relation: 'SPOUSE', sex: 'F', birthDate: '1972-02-02', education: 'PRIMARY' },
    { id: randomUUID(), name: '' },
  ],
  ...over,
})

test('a household is registered whole: number, members, names for the search; what the ID number says is not asked', async () => {
  const input = family()
  const outcome = await register(input)
  expect(outcome).toMatchObject({ ok: true, data: { householdId: input.id } })
  if (!outcome.ok) throw new Error('refused')
  expect(outcome.data.householdNo).toMatch(new RegExp(`^${PLACES.village}\\d{5}$`))
  const [facts] = await withScope(clerk, (ctx) => getHouseholdFacts(ctx, { ids: [input.id] }, { open: true }))
  expect(facts).toMatchObject({ povertyStatus: 'NEVER_POOR', memberCount: 2, hasPhone: true })
  expect(facts?.members).toMatchObject([
    { name: '赵大山', relation: 'HEAD', sex: 'M', birthDate: '1970-01-01', idType: 'RESIDENT_ID', since: '2026-03-01' },
    { name: '钱秀英', relation: 'SPOUSE', idType: 'HUKOU', hasIdNumber: false },
  ])
  const { rows } = await owner().query('SELECT head_name, head_initials, group_name FROM household WHERE id = $1', [
    input.id,
  ])
  expect(rows[0]).toEqual({ head_name: '赵大山', head_initials: 'zds', group_name: '二组' })
  expect(
    await register(family({ members: input.members.map((member) => ({ ...member, id: randomUUID() })) })),
  ).toMatchObject({
    kind: 'input',
    errors: { 'members[0].idNumber': { code: 'register.number.TAKEN' } },
  })
})

test('numbers of one village follow each other even when they are taken at one moment', async () => {
  const one = (name: string) =>
    family({
      villageCode: PLACES.siblingVillage,
      members: [{ id: randomUUID(), name, relation: 'HEAD', sex: 'M', birthDate: '1980-01-01', education: 'JUNIOR' }],
    })
  const outcomes = await Promise.all(['赵一', '赵二', '赵三', '赵四'].map((name) => register(one(name))))
  const numbers = outcomes.map((outcome) => (outcome.ok ? outcome.data.householdNo : 'refused')).sort()
  expect(numbers).toEqual(['00001', '00002', '00003', '00004'].map((no) => PLACES.siblingVillage + no))
})

test('sending a new household twice registers one', async () => {
  const [input, id] = [
    family({
      members: [
        { id: randomUUID(), name: '赵小', relation: 'HEAD', sex: 'M', birthDate: '1980-01-01', education: 'JUNIOR' },
      ],
    }),
    randomUUID(),
  ]
  const [first, second] = [await register(input, clerk, id), await register(input, clerk, id)]
  expect(second).toEqual({ ...first, replayed: true })
  expect(await register(input)).toMatchObject({ kind: 'rule', code: 'register.registeredAlready' })
})

test('rows that contradict each other are refused by row and field, and nothing is written', async () => {
  const number = numberOf('19700101', '031')
  const member = (over: Record<string, unknown>) => ({ id: randomUUID(), name: '赵某', education: 'JUNIOR', ...over })
  const refused = async (...members: unknown[]) => {
    const outcome = await register(family({ members }))
    return !outcome.ok && outcome.kind === 'input'
      ? Object.fromEntries(Object.entries(outcome.errors).map(([path, { code }]) => [path, code]))
      : outcome
  }
  expect(await refused()).toEqual({ 'members[0].name': 'register.noHead' })
  expect(await refused(member({ relation: 'SON', idNumber: number }))).toEqual({
    'members[0].relation': 'register.noHead',
  })
  expect(
    await refused(member({ relation: 'HEAD', idNumber: number }), member({ relation: 'HEAD', idNumber: number })),
  ).toEqual({
    'members[1].relation': 'register.twoHeads',
    'members[1].idNumber': 'register.numberTwice',
  })
  expect(await refused(member({ relation: 'HEAD' }))).toEqual({
    'members[0].sex': 'register.sexNeeded',
    'members[0].birthDate': 'register.birthNeeded',
  })
  expect(await refused(member({ relation: 'HEAD', idNumber: '990799197001010' }))).toHaveProperty([
    'members[0].idNumber',
  ])
  expect(await refused(member({ relation: 'HEAD', idNumber: number, sex: 'F' }))).toEqual({
    'members[0].sex': 'quality.R3',
  })
  expect(await refused(member({ relation: 'HEAD', idNumber: number, schooling: 'MASTER' }))).toEqual({
    'members[0].education': 'quality.R17',
  })
  const { rows } = await owner().query(`SELECT count(*)::int AS n FROM person WHERE name = '赵某'`)
  expect(rows[0].n).toBe(0)
})

test('a village beyond the scope is not there, and a cadre registers nobody', async () => {
  expect(await register(family({ villageCode: PLACES.otherCountyVillage }))).toEqual({ ok: false, kind: 'notFound' })
  expect(await register(family(), cadre)).toEqual({ ok: false, kind: 'forbidden' })
})
