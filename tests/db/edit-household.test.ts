import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HOUSEHOLD_FIELDS } from '@/lib/households/catalogue/record-fields'
import { editHousehold } from '@/lib/households/commands/edit'
import { getEditForm } from '@/lib/households/queries/edit'
import { getHousehold } from '@/lib/households/queries/record'
import { shownText } from '@/lib/households/rules/edit'
import { namesOf } from '@/lib/households/rules/record-fields'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { blindIndex, open } from '@/lib/platform/fields'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { editInput } from '../support/form'

const INTERLEAVINGS = 1_000
const TYPED = ['一组', '二组', '三组', '四组'] as const

let clerk: Actor
let cadre: Actor
let neighbour: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  clerk = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  neighbour = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
})
afterAll(closeOwner)
beforeEach(async () => {
  household = await aHousehold(PLACES.village, { group_name: '一组', address: '村东', main_cause: 'ILLNESS' })
})

const read = (actor: Actor = clerk) => withScope(actor, (ctx) => getEditForm(ctx, household.id))
const edit = (actor: Actor, input: unknown, id: string = randomUUID()) => execute(actor, editHousehold, input, { id })
const stored = async () => (await owner().query('SELECT * FROM household WHERE id = $1', [household.id])).rows[0]

test('an edit saves what was typed, counts the version up and leaves the rest alone', async () => {
  const outcome = await edit(clerk, editInput(await read(), { groupName: '三组', housingGrade: 'B', mainCause: '' }))
  expect(outcome).toMatchObject({
    ok: true,
    data: { version: 2, saved: ['groupName', 'mainCause', 'housingGrade'], merged: [] },
  })
  expect(await stored()).toMatchObject({
    group_name: '三组',
    housing_grade: 'B',
    main_cause: null,
    address: '村东',
    version: 2,
  })
})

test('a phone and an account are stored sealed, found by their fingerprint, shown masked, and can be cleared', async () => {
  const first = await edit(clerk, editInput(await read(), { phone: '138 1234-5678', bankAccount: '6217000000000731' }))
  expect(first).toMatchObject({ ok: true, data: { saved: ['phone', 'bankAccount'] } })
  const row = await stored()
  expect(open('household', 'phone_enc', household.id, row.phone_enc)).toBe('13812345678')
  expect(Buffer.compare(row.phone_bidx, blindIndex('phone', '13812345678'))).toBe(0)
  expect(open('household', 'bank_account_enc', household.id, row.bank_account_enc)).toBe('6217000000000731')
  expect(row.phone_enc.includes('13812345678')).toBe(false)
  const form = await read()
  expect(shownText(form.texts.phone)).toBe('138****5678')
  expect(JSON.stringify(form)).not.toContain('13812345678')
  const kept = await edit(clerk, editInput(form, { address: '村西' }))
  expect(kept).toMatchObject({ ok: true, data: { saved: ['address'] } })
  expect((await stored()).phone_enc).not.toBeNull()
  const cleared = await edit(clerk, editInput(await read(), { clearPhone: true, clearBankAccount: true }))
  expect(cleared).toMatchObject({ ok: true, data: { saved: ['phone', 'bankAccount'] } })
  expect(await stored()).toMatchObject({
    phone_enc: null,
    phone_bidx: null,
    bank_account_enc: null,
    bank_account_bidx: null,
  })
  const entries = await owner().query(
    `SELECT string_agg(coalesce(old_values::text, '') || coalesce(new_values::text, ''), '') AS text FROM audit_entry WHERE row_id LIKE $1`,
    [`%${household.id}`],
  )
  expect(entries.rows[0].text).not.toMatch(/13812345678|6217000000000731/)
})

test('a phone with ten digits and an account with letters are refused beside their fields', async () => {
  const outcome = await edit(clerk, editInput(await read(), { phone: '1381234567', bankAccount: '62170000000A' }))
  expect(outcome).toMatchObject({
    ok: false,
    kind: 'input',
    errors: {
      phone: { code: 'households.phoneDigits', params: { n: 10 } },
      bankAccount: { code: 'households.accountDigits', params: { n: 11 } },
    },
  })
  expect((await stored()).version).toBe(1)
})

test('extra keys change nothing', async () => {
  const form = await read()
  await edit(
    clerk,
    editInput(form, {
      address: '村西',
      povertyStatus: 'EXITED_STABLE',
      regionCode: PLACES.siblingVillage,
      countyCode: '130730',
    }),
  )
  expect(await stored()).toMatchObject({ address: '村西', poverty_status: 'EXITED', region_code: PLACES.village })
})

test('two edits of different fields are both kept, and the second is told', async () => {
  const [mine, theirs] = [await read(), await read(cadre)]
  expect(await edit(cadre, editInput(theirs, { address: '村西' }))).toMatchObject({ ok: true })
  const outcome = await edit(clerk, editInput(mine, { groupName: '三组' }))
  expect(outcome).toMatchObject({ ok: true, data: { version: 3, saved: ['groupName'], merged: ['address'] } })
  expect(await stored()).toMatchObject({ address: '村西', group_name: '三组', version: 3 })
})

test('two edits of one field end in base, mine and theirs, and nothing of the second is written', async () => {
  const [mine, theirs] = [await read(), await read(cadre)]
  await edit(cadre, editInput(theirs, { address: '村西' }))
  const outcome = await edit(clerk, editInput(mine, { address: '村南', groupName: '三组' }))
  expect(outcome).toEqual({
    ok: false,
    kind: 'conflict',
    merges: [{ field: 'address', base: '村东', mine: '村南', theirs: '村西' }],
    version: 2,
    changedBy: 'VILLAGE_CADRE',
  })
  expect(await stored()).toMatchObject({ address: '村西', group_name: '一组', version: 2 })
})

test('after a conflict each side can be chosen', async () => {
  const [mine, theirs] = [await read(), await read(cadre)]
  await edit(cadre, editInput(theirs, { address: '村西', groupName: '二组' }))
  const typed = { address: '村南', groupName: '三组' }
  const seen = { ...mine, version: 2, texts: { ...mine.texts, address: '村西', groupName: '二组' } }
  const choose = { address: 'mine', groupName: 'theirs' }
  expect(await edit(clerk, editInput(seen, { ...typed, choose }))).toMatchObject({
    ok: true,
    data: { saved: ['address'] },
  })
  expect(await stored()).toMatchObject({ address: '村南', group_name: '二组' })
})

test('two phones clash by fingerprint and are told apart by their masks only', async () => {
  const [mine, theirs] = [await read(), await read(cadre)]
  await edit(cadre, editInput(theirs, { phone: '13900001111' }))
  const outcome = await edit(clerk, editInput(mine, { phone: '13800002222' }))
  if (outcome.ok || outcome.kind !== 'conflict') throw new Error('no conflict')
  expect(
    outcome.merges.map(({ field, base, mine, theirs }) => [field, base, shownText(mine), shownText(theirs)]),
  ).toEqual([['phone', '', '138****2222', '139****1111']])
  expect(JSON.stringify(outcome)).not.toMatch(/13900001111|13800002222/)
})

test('sending an edit twice changes once and answers alike; the same id with other words is refused', async () => {
  const input = editInput(await read(), { address: '村西' })
  const id = randomUUID()
  const [first, second] = [await edit(clerk, input, id), await edit(clerk, input, id)]
  expect(second).toEqual({ ...first, replayed: true })
  expect((await stored()).version).toBe(2)
  expect(await edit(clerk, { ...input, address: '村北' }, id)).toEqual({ ok: false, kind: 'otherPayload' })
})

test('fifty equal sendings, ten at a time, have one effect', async () => {
  const input = editInput(await read(), { address: '村西' })
  const id = randomUUID()
  const outcomes: Awaited<ReturnType<typeof edit>>[] = []
  for (let wave = 0; wave < 5; wave++) {
    outcomes.push(...(await Promise.all(Array.from({ length: 10 }, () => edit(clerk, input, id)))))
  }
  expect(outcomes.filter((outcome) => outcome.ok && !outcome.replayed)).toHaveLength(1)
  expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
  expect((await stored()).version).toBe(2)
})

test('a household of another county answers like one that does not exist, for reading and for editing', async () => {
  const form = await read()
  const foreign = await edit(neighbour, editInput(form, { address: '村西' }))
  const missing = await edit(neighbour, editInput({ ...form, id: randomUUID() }, { address: '村西' }))
  expect(foreign).toEqual({ ok: false, kind: 'notFound' })
  expect(missing).toEqual(foreign)
  for (const id of [household.id, randomUUID(), 'no-id', `${household.id}'`]) {
    await expect(withScope(neighbour, (ctx) => getEditForm(ctx, id))).rejects.toThrow('notFound')
    await expect(withScope(neighbour, (ctx) => getHousehold(ctx, id))).rejects.toThrow('notFound')
  }
  expect((await stored()).version).toBe(1)
})

test('a helper and an auditor may not edit', async () => {
  const form = await read()
  for (const role of ['AUDITOR', 'PROVINCE_CITY_VIEWER', 'PAIRED_HELPER', 'SUPERVISOR'] as const) {
    const actor = await anActor(role, PLACES.county, 'COUNTY')
    expect(await edit(actor, editInput(form, { address: '村西' }))).toEqual({ ok: false, kind: 'forbidden' })
  }
})

const Step = fc.record({
  editor: fc.nat({ max: 4 }),
  reads: fc.boolean(),
  groupName: fc.option(fc.constantFrom(...TYPED), { nil: undefined }),
  address: fc.option(fc.constantFrom(...TYPED), { nil: undefined }),
  housingGrade: fc.option(fc.constantFrom('', 'A', 'B'), { nil: undefined }),
})
const FIELDS = ['groupName', 'address', 'housingGrade'] as const
type Typed = Record<(typeof FIELDS)[number], string>

test('in a thousand interleavings of two to five editors nobody is overwritten unseen', async () => {
  const count = { saved: 0, refused: 0 }
  const play = async (editors: number, steps: readonly (typeof Step extends fc.Arbitrary<infer S> ? S : never)[]) => {
    const { id } = await aHousehold(PLACES.village, { group_name: '一组', address: '村东' })
    const first = await withScope(clerk, (ctx) => getEditForm(ctx, id))
    let present: Typed = { groupName: '一组', address: '村东', housingGrade: '' }
    let version = 1
    const read = () => ({ id, version, texts: { ...first.texts, ...present } })
    const forms = Array.from({ length: editors }, read)
    for (const { editor: any, reads, ...over } of steps) {
      const editor = any % editors
      if (reads) forms[editor] = read()
      const form = forms[editor] as ReturnType<typeof read>
      const typed: Typed = {
        ...form.texts,
        ...Object.fromEntries(Object.entries(over).filter(([, text]) => text !== undefined)),
      }
      const clashes = FIELDS.filter(
        (field) =>
          typed[field] !== form.texts[field] && present[field] !== form.texts[field] && typed[field] !== present[field],
      )
      const outcome = await edit(clerk, editInput(form, typed))
      expect(outcome.ok ? [] : outcome.kind === 'conflict' && outcome.merges.map((merge) => merge.field)).toEqual(
        namesOf(HOUSEHOLD_FIELDS).filter((field) => clashes.some((clash) => clash === field)),
      )
      if (!outcome.ok) {
        count.refused++
        continue
      }
      count.saved++
      const changed = FIELDS.filter((field) => typed[field] !== form.texts[field])
      present = { ...present, ...Object.fromEntries(changed.map((field) => [field, typed[field]])) }
      version = outcome.data.version
      forms[editor] = read()
    }
    expect(await withScope(clerk, (ctx) => getEditForm(ctx, id))).toMatchObject({ version, texts: present })
  }
  const games = fc.sample(fc.tuple(fc.integer({ min: 2, max: 5 }), fc.array(Step, { minLength: 3, maxLength: 6 })), {
    numRuns: INTERLEAVINGS,
    seed: 20260326,
  })
  for (let from = 0; from < games.length; from += 8) {
    await Promise.all(games.slice(from, from + 8).map(([editors, steps]) => play(editors, steps)))
  }
  expect(count.saved).toBeGreaterThan(INTERLEAVINGS)
  expect(count.refused).toBeGreaterThan(INTERLEAVINGS / 10)
}, 400_000)

test('editors who save at the same moment never overwrite each other', async () => {
  for (let round = 0; round < 40; round++) {
    const form = await read()
    const names = Array.from({ length: 5 }, (_, index) => `${round}-${index}`)
    const outcomes = await Promise.all(names.map((address) => edit(clerk, editInput(form, { address }))))
    const winners = outcomes.flatMap((outcome, index) => (outcome.ok ? [names[index]] : []))
    expect(winners).toHaveLength(1)
    expect((await stored()).address).toBe(winners[0])
  }
})
