import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getFinding } from '@/lib/findings/queries/finding'
import { listFindings } from '@/lib/findings/queries/list'
import { unitKey } from '@/lib/findings/rules/units'
import { unitScores } from '@/lib/findings/sql'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { random } from '@/prisma/seed/random'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aFinding, aProof, inspectors } from '../support/findings'
import { said, send } from '../support/outbox'

const UNIT = '青岭县水务局'
/** One unit, written otherwise. */
const SPELLINGS = [
  '青岭县 水务局',
  ' 青岭县水务局　',
  '青岭县（水务局）',
  '青岭县·水务局。',
  '青岭县\u200b水务局',
  '青岭县\u00ad水\ufe00务局',
  '青岭县⽔务局',
  '“青岭县”-水务局',
]
let people: Awaited<ReturnType<typeof inspectors>>
const on = '2026-03-25'

beforeAll(async () => {
  await layGround()
  people = await inspectors()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const step = async (actor: Actor, verb: string, findingId: string, input: object) => {
  const { rows } = await owner().query('SELECT version FROM finding WHERE id = $1', [findingId])
  return said(send(actor, `finding.${verb}`, { findingId, version: rows[0].version, on, ...input }))
}
const tries = (actor: Actor, statement: string, ...values: unknown[]) =>
  withScope(actor, (ctx) => ctx.db.$executeRawUnsafe(statement, ...values)).then(
    (count) => String(count),
    (error: Error) => /(finding\w*: [^\n]*|violates [^\n]*)/.exec(error.message)?.[0] ?? error.message,
  )

describe('the key of a unit', () => {
  it('is the same in the code and in the database, for every letter and for whole names', async () => {
    // What a newer Unicode added is not known to both alike; the database says which letters it knows.
    const known = await owner().query<{ code: number }>(
      'SELECT code FROM generate_series(1, 195000) code WHERE code NOT BETWEEN 55296 AND 57343 AND unicode_assigned(chr(code))',
    )
    const letters = known.rows.map(({ code }) => code)
    const lines: string[] = []
    for (let at = 0; at < letters.length; at += 40)
      lines.push(
        letters
          .slice(at, at + 40)
          .map((code) => String.fromCodePoint(code))
          .join(''),
      )
    const chance = random(4)
    for (let n = 0; n < 2_000; n++)
      lines.push(
        Array.from({ length: 12 }, () => String.fromCodePoint(chance.one(letters))).join(''),
        chance.one(SPELLINGS),
      )
    const { rows } = await owner().query<{ key: string }>(
      'SELECT unit_key(l) AS key FROM unnest($1::text[]) WITH ORDINALITY u(l, n) ORDER BY n',
      [lines],
    )
    const wrong = lines.filter((line, n) => unitKey(line) !== rows[n]?.key)
    expect(wrong.map((line) => [...line].map((each) => each.codePointAt(0)?.toString(16)).join(' '))).toEqual([])
  })

  it.each(SPELLINGS)('%s is one unit with 青岭县水务局', (name) => expect(unitKey(name)).toBe(unitKey(UNIT)))

  it('another unit stays another', () => expect(unitKey('青岭县水务局二所')).not.toBe(unitKey(UNIT)))
})

describe('a unit does not close its own line, however its name is written', () => {
  it.each(SPELLINGS)('%s', async (name) => {
    const closer = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY', name)
    for (const over of [{ unit: UNIT }, { submitted_unit: UNIT }]) {
      const verified = await aFinding({ by: people.office, status: 'VERIFIED', over })
      await aProof(verified, people.office, 'DOCUMENT')
      expect(await step(closer, 'close', verified, { opinion: '同意' })).toBe('findings.ownUnit')
      const close = `UPDATE finding SET status = 'CLOSED', closed_by = $2::uuid, closed_unit = '县委', closed_on = '${on}', closed_at = now(), version = version + 1
        WHERE id = $1::uuid`
      expect(await tries(closer, close, verified, people.leader.userId)).toContain('finding_other_unit')
      const deputy = { ...people.leader, actingFor: { userId: closer.userId, name: 'A' } }
      expect(await tries(deputy, close, verified, people.leader.userId)).toContain('has the eyes')
    }
    const reviewed = await aFinding({ by: people.office, status: 'REVIEWED', over: { unit: UNIT } })
    await aProof(reviewed, people.office, 'DOCUMENT')
    const verify = `UPDATE finding SET status = 'VERIFIED', verified_by = $2::uuid, verified_unit = '县委', version = version + 1 WHERE id = $1::uuid`
    expect(await tries(closer, verify, reviewed, people.leader.userId)).toContain('finding_other_unit')
    const { findings } = await withScope(closer, (ctx) => listFindings(ctx, { tab: 'mine' }))
    expect(findings.filter(({ id }) => id === reviewed)).toEqual([])
  })

  it('nor does an account whose unit is nothing but signs', async () => {
    const closer = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY', '——')
    const verified = await aFinding({ by: people.office, status: 'VERIFIED' })
    await aProof(verified, people.office, 'DOCUMENT')
    expect(await step(closer, 'close', verified, { opinion: '同意' })).toBe('findings.unitUnknown')
    const close = `UPDATE finding SET status = 'CLOSED', closed_by = id, closed_unit = '县委', closed_on = '${on}', closed_at = now(), version = version + 1 WHERE id = $1::uuid`
    expect(await tries(closer, close, verified)).toContain('finding_unit_named')
  })
})

describe('who is given a line', () => {
  const ASSIGN = { leader: '甲', person: '乙', dueOn: '2027-01-31' }

  it('is chosen from the units around it, and written as they are known', async () => {
    await anActor('TOWNSHIP', PLACES.otherTownship, 'TOWNSHIP', '三镇政府')
    const line = await aFinding({ by: people.supervisor })
    const { units } = await withScope(people.supervisor, (ctx) => getFinding(ctx, line))
    expect(units).toEqual(expect.arrayContaining(['一村', '一镇政府', '县扶贫办', '县委', '县督查室', '县住建局']))
    expect(units.filter((unit) => ['二村', '三镇政府', '市督查组'].includes(unit))).toEqual([])
    expect(new Set(units.map(unitKey)).size).toBe(units.length)
    expect(await step(people.supervisor, 'assign', line, { ...ASSIGN, newUnit: '县 住建局。' })).toBe('done')
    const { rows } = await owner().query('SELECT unit, unit_key FROM finding WHERE id = $1', [line])
    expect(rows[0]).toEqual({ unit: '县住建局', unit_key: '县住建局' })
    expect(await withScope(people.department, (ctx) => getFinding(ctx, line))).toMatchObject({ id: line })
  })

  it('may be a unit that nobody is posted for; it is known from then on', async () => {
    const [first, next] = [await aFinding({ by: people.supervisor }), await aFinding({ by: people.supervisor })]
    expect(await step(people.supervisor, 'assign', first, { ...ASSIGN, newUnit: '县供电所' })).toBe('done')
    const { units } = await withScope(people.supervisor, (ctx) => getFinding(ctx, next))
    expect(units).toContain('县供电所')
  })

  it.each([
    ['none', {}, 'input'],
    ['nothing but signs', { newUnit: '（）' }, 'input'],
    ['two', { unit: '县委', newUnit: '县供电所' }, 'input'],
  ])('is not %s', async (_, given, answer) => {
    const line = await aFinding({ by: people.supervisor })
    expect(await step(people.supervisor, 'assign', line, { ...ASSIGN, ...given })).toBe(answer)
  })

  it('a department finds its lines however its account writes it, and its lines are counted together', async () => {
    const name = `县${randomUUID().slice(0, 8)}局`
    const [one, two] = [
      await aFinding({ by: people.office, status: 'ASSIGNED', over: { unit: name } }),
      await aFinding({ by: people.office, status: 'ASSIGNED', over: { unit: `${name.slice(0, 3)} ${name.slice(3)}` } }),
    ]
    const actor = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY', ` ${name}。`)
    for (const id of [one, two]) expect(await withScope(actor, (ctx) => getFinding(ctx, id))).toMatchObject({ id })
    const scores = await withScope(people.office, (ctx) => unitScores(ctx, { lo: '130799', hi: '130799:' }))
    expect(scores.filter(({ unit }) => unitKey(unit) === unitKey(name)).map(({ open }) => open)).toEqual([2])
  })
})
