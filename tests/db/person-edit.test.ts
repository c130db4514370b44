import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PERSON_FIELDS, PERSON_SECTIONS } from '@/lib/households/catalogue/record-fields'
import { editPerson } from '@/lib/households/commands/edit-person'
import { getPerson } from '@/lib/households/queries/person'
import { shownText } from '@/lib/households/rules/edit'
import { checkDigit } from '@/lib/households/rules/id-number'
import { namesOf } from '@/lib/households/rules/record-fields'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { blindIndex, open } from '@/lib/platform/fields'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { personInput, readPerson } from '../support/register-forms'

let serial = 100
/** A number of somebody born on 1954-03-12, a man, that nobody has yet. */
function anId(): string {
  serial += 2
  const first17 = `99079919540312${String(serial + 1).padStart(3, '0')}`
  return first17 + checkDigit(first17)
}

let clerk: Actor
let cadre: Actor
let viewer: Actor
let neighbour: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  clerk = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  neighbour = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

const edit = (actor: Actor, input: unknown, id: string = randomUUID()) => execute(actor, editPerson, input, { id })
const stored = async () => (await owner().query('SELECT * FROM person WHERE id = $1', [household.headId])).rows[0]
const errorsOf = (outcome: Awaited<ReturnType<typeof edit>>) =>
  !outcome.ok && outcome.kind === 'input'
    ? Object.fromEntries(Object.entries(outcome.errors).map(([field, error]) => [field, error.code]))
    : outcome

test('every field of a member is asked in some section of his form', () => {
  expect(Object.values(PERSON_SECTIONS).flat().sort()).toEqual(namesOf(PERSON_FIELDS).sort())
})

test('a member is edited: identity, year, health, work and insurance, and being insured follows from either scheme', async () => {
  const form = await readPerson(clerk, household)
  const outcome = await edit(
    clerk,
    personInput(form, {
      education: 'PRIMARY',
      health: 'CHRONIC,SERIOUS_ILLNESS',
      labour: 'WEAK',
      workArea: 'COUNTY',
      workMonths: '4',
      residentMedical: 'true',
      employeeMedical: 'false',
      ethnicity: '满族',
    }),
  )
  expect(outcome).toMatchObject({ ok: true, data: { version: 2, personId: household.headId, merged: [] } })
  expect(await stored()).toMatchObject({
    education: 'PRIMARY',
    health: ['CHRONIC', 'SERIOUS_ILLNESS'],
    work_months: 4,
    resident_medical: true,
    employee_medical: false,
    medical_insured: true,
    ethnicity: '满族',
    values_year: form.thisYear,
    version: 2,
  })
})

test('values of a new year take the place of the old, which are kept and shown on the page', async () => {
  const form = await readPerson(clerk, household)
  const year = form.thisYear
  await edit(clerk, personInput(form, { valuesYear: String(year - 1), education: 'PRIMARY', labour: 'ORDINARY' }))
  await edit(clerk, personInput(await readPerson(clerk, household), { valuesYear: String(year), labour: 'WEAK' }))
  const page = await withScope(clerk, (ctx) => getPerson(ctx, household.id, household.headId))
  expect(page.texts).toMatchObject({ labour: 'WEAK', valuesYear: String(year) })
  expect(page.years).toMatchObject([{ year: year - 1, texts: { labour: 'ORDINARY', education: 'PRIMARY' } }])
  const back = await edit(clerk, personInput(await readPerson(clerk, household), { valuesYear: String(year - 1) }))
  expect(errorsOf(back)).toEqual({ valuesYear: 'register.yearEarlier' })
})

test('an ID number is sealed once, shown masked, kept when left empty, and changed by typing another', async () => {
  const [first, second] = [anId(), anId()]
  await edit(
    clerk,
    personInput(await readPerson(clerk, household), { education: 'PRIMARY', idNumber: first.toLowerCase() }),
  )
  const row = await stored()
  expect(open('person', 'id_number_enc', household.headId, row.id_number_enc)).toBe(first)
  expect(Buffer.compare(row.id_number_bidx, blindIndex('idNumber', first))).toBe(0)
  const form = await readPerson(clerk, household)
  expect(shownText(form.texts.idNumber)).toBe(`${first.slice(0, 6)}********${first.slice(-4)}`)
  expect(JSON.stringify(form)).not.toContain(first)
  await edit(clerk, personInput(form, { labour: 'WEAK' }))
  expect((await stored()).id_number_bidx).toEqual(row.id_number_bidx)
  const changed = await edit(clerk, personInput(await readPerson(clerk, household), { idNumber: second }))
  expect(changed).toMatchObject({ ok: true, data: { saved: expect.arrayContaining(['idNumber']) } })
  expect(open('person', 'id_number_enc', household.headId, (await stored()).id_number_enc)).toBe(second)
})

test('what contradicts itself is refused beside its field, and nothing is written', async () => {
  const form = await readPerson(clerk, household)
  const wrong = async (over: Record<string, unknown>) =>
    errorsOf(await edit(clerk, personInput(form, { education: 'PRIMARY', ...over })))
  expect(await wrong({ idNumber: '99079919540312101' })).toEqual({ idNumber: 'register.number.LENGTH' })
  expect(await wrong({ idNumber: `${anId().slice(0, 17)}${anId().endsWith('0') ? '1' : '0'}` })).toMatchObject({
    idNumber: expect.stringContaining('register.number'),
  })
  expect(await wrong({ idNumber: '110101195403120015' })).toMatchObject({
    idNumber: expect.stringContaining('register.number'),
  })
  expect(await wrong({ birthDate: '1960-01-01', idNumber: anId() })).toEqual({ birthDate: 'quality.R2' })
  expect(await wrong({ sex: 'F', idNumber: anId() })).toEqual({ sex: 'quality.R3' })
  expect(await wrong({ schooling: 'SENIOR_1' })).toEqual({ education: 'quality.R17' })
  expect(await wrong({ workMonths: '5' })).toEqual({ workMonths: 'quality.R27' })
  expect(await wrong({ workMonths: '13' })).toEqual({ workMonths: 'input.tooBig' })
  expect(await wrong({ health: 'DISABLED' })).toEqual({ health: 'quality.R12' })
  expect(await wrong({ health: 'HEALTHY,CHRONIC' })).toEqual({ health: 'register.healthContradicts' })
  expect(await wrong({ relation: 'SPOUSE' })).toEqual({ relation: 'register.headByEvent' })
  expect(await wrong({ valuesYear: String(form.thisYear + 1) })).toEqual({ valuesYear: 'register.yearAhead' })
  expect(await stored()).toMatchObject({ version: 1, education: null })
})

test('an old fault does not keep anybody from mending another one, but touching it must mend it', async () => {
  await owner().query(`UPDATE person SET work_months = 6, education = 'PRIMARY' WHERE id = $1`, [household.headId])
  const form = await readPerson(clerk, household)
  expect(await edit(clerk, personInput(form, { labour: 'WEAK' }))).toMatchObject({ ok: true })
  const again = await edit(clerk, personInput(await readPerson(clerk, household), { workMonths: '7' }))
  expect(errorsOf(again)).toEqual({ workMonths: 'quality.R27' })
})

test('a disability card belongs to its person, and with it a disabled member is whole', async () => {
  const id = anId()
  const form = await readPerson(clerk, household)
  const typed = { education: 'PRIMARY', idNumber: id, health: 'DISABLED' }
  expect(errorsOf(await edit(clerk, personInput(form, { ...typed, disabilityCard: `${anId()}43` })))).toEqual({
    disabilityCard: 'register.number.CARD_OF_OTHER',
  })
  expect(await edit(clerk, personInput(form, { ...typed, disabilityCard: `${id}43` }))).toMatchObject({ ok: true })
  const row = await stored()
  expect(open('person', 'disability_card_enc', household.headId, row.disability_card_enc)).toBe(`${id}43`)
})

test('a number that somebody of the county has is refused, whoever that is', async () => {
  const id = anId()
  const other = await aHousehold(PLACES.otherTownshipVillage)
  await edit(clerk, personInput(await readPerson(clerk, other), { education: 'PRIMARY', idNumber: id }))
  const outcome = await edit(
    cadre,
    personInput(await readPerson(cadre, household), { education: 'PRIMARY', idNumber: id }),
  )
  expect(outcome).toEqual({ ok: false, kind: 'input', errors: { idNumber: { code: 'register.number.TAKEN' } } })
})

test('a name that changes is the head name of the household and is found again', async () => {
  await edit(clerk, personInput(await readPerson(clerk, household), { education: 'PRIMARY', name: '王守山' }))
  const { rows } = await owner().query(
    'SELECT head_name, head_initials, name_grams, version FROM household WHERE id = $1',
    [household.id],
  )
  expect(rows[0]).toMatchObject({ head_name: '王守山', head_initials: 'wss', version: 2 })
  expect(rows[0].name_grams).toContain('130799守山')
})

test('two people edit one member: base, mine and theirs per field, and the choice is kept', async () => {
  await owner().query(`UPDATE person SET education = 'PRIMARY', labour = 'ORDINARY' WHERE id = $1`, [household.headId])
  const [mine, theirs] = [await readPerson(clerk, household), await readPerson(cadre, household)]
  await edit(cadre, personInput(theirs, { labour: 'WEAK', health: 'CHRONIC' }))
  const outcome = await edit(clerk, personInput(mine, { labour: 'NONE', ethnicity: '汉族' }))
  expect(outcome).toMatchObject({
    ok: false,
    kind: 'conflict',
    merges: [{ field: 'labour', base: 'ORDINARY', mine: 'NONE', theirs: 'WEAK' }],
    version: 2,
    changedBy: 'VILLAGE_CADRE',
  })
  expect(await stored()).toMatchObject({ labour: 'WEAK', ethnicity: null })
  const seen = { ...mine, version: 2, texts: { ...mine.texts, labour: 'WEAK' } }
  const settled = await edit(
    clerk,
    personInput(seen, { labour: 'NONE', ethnicity: '汉族', choose: { labour: 'mine' } }),
  )
  expect(settled).toMatchObject({ ok: true, data: { merged: ['health'] } })
  expect(await stored()).toMatchObject({ labour: 'NONE', ethnicity: '汉族', health: ['CHRONIC'] })
})

test('sending twice changes once', async () => {
  const input = personInput(await readPerson(clerk, household), { education: 'PRIMARY', labour: 'WEAK' })
  const id = randomUUID()
  const [first, second] = [await edit(clerk, input, id), await edit(clerk, input, id)]
  expect(second).toEqual({ ...first, replayed: true })
  expect((await stored()).version).toBe(2)
})

test('beyond the scope there is no member; distant readers are shown no health', async () => {
  await edit(
    clerk,
    personInput(await readPerson(clerk, household), {
      education: 'PRIMARY',
      health: 'CHRONIC',
      labour: 'WEAK',
      subsistence: 'true',
    }),
  )
  await expect(readPerson(neighbour, household)).rejects.toThrow('notFound')
  const other = await aHousehold()
  await expect(readPerson(clerk, household, other.headId)).rejects.toThrow('notFound')
  const page = await withScope(viewer, (ctx) => getPerson(ctx, household.id, household.headId))
  expect(page).toMatchObject({ name: '王**', seesHealth: false, hasHealthNote: true })
  for (const field of ['health', 'labour', 'subsistence', 'disabilityCard'])
    expect(page.texts).not.toHaveProperty(field)
})
