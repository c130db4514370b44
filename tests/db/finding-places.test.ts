import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvidence } from '@/lib/evidence/commands/add'
import { keepEvidencePiece } from '@/lib/evidence/commands/keep-piece'
import { withdrawEvidence } from '@/lib/evidence/commands/withdraw'
import { readKept } from '@/lib/evidence/files/keep'
import { listEvidence } from '@/lib/evidence/queries/list'
import { getFilePlace, getPiece } from '@/lib/evidence/queries/piece'
import { getFinding } from '@/lib/findings/queries/finding'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { sumOf } from '@/lib/platform/files/pieces'
import { aHousehold, anEvidence, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aFileFolder, fresh, rowOf } from '../support/evidence'
import { aFinding, inspectors } from '../support/findings'
import { said, send } from '../support/outbox'
import { aPaper, aPhoto, fileOf } from '../support/photos'

const removeFolder = aFileFolder()
let people: Awaited<ReturnType<typeof inspectors>>
const on = '2026-03-25'

beforeAll(async () => {
  await layGround()
  people = await inspectors()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
  removeFolder()
})

const about = (findingId: string, over: object = {}) => ({
  id: randomUUID(),
  subjectKind: 'FINDING',
  subjectId: findingId,
  origin: 'ON_SITE',
  ...over,
})

/** Adds a photo to a line about a place; its id and what was said to it. */
async function photographed(actor: Actor, findingId: string, over: object = {}) {
  const input = about(findingId, { file: fileOf(await fresh()), ...over })
  return { id: input.id, said: await said(execute(actor, addEvidence, input, { id: input.id })) }
}
const version = async (id: string) =>
  (await owner().query('SELECT version FROM finding WHERE id = $1', [id])).rows[0].version
const step = async (actor: Actor, verb: string, findingId: string, input: object = {}) =>
  said(send(actor, `finding.${verb}`, { findingId, version: await version(findingId), on, ...input }))
const prove = (actor: Actor, findingId: string, kind: string, evidenceId?: string, reference = '') =>
  step(actor, 'prove', findingId, { id: randomUUID(), kind, evidenceId, reference })

describe('a finding about a village', () => {
  it('is proven by a photo of the place, sealed and made anew as those of households', async () => {
    const line = await aFinding({ by: people.cadre, status: 'RECTIFYING', category: 'WATER' })
    const photo = await photographed(people.cadre, line, {
      file: fileOf(await aPhoto({ seed: 77, takenAt: '2026:03:24 07:30:00' })),
    })
    expect(photo.said).toBe('done')
    expect(await rowOf(photo.id)).toMatchObject({
      household_id: null,
      finding_id: line,
      region_code: PLACES.village,
      kind: 'PHOTO',
      mime: 'image/webp',
      lat: null,
    })
    const full = (await readKept(await withScope(people.cadre, (ctx) => getFilePlace(ctx, photo.id)), 'full')) as Buffer
    expect([full.includes('WEBP'), full.includes('Exif')]).toEqual([true, false])
    expect(await step(people.cadre, 'submit', line, { result: '好', similarFound: 0, similarFixed: 0 })).toBe(
      'findings.proofMissing',
    )
    expect(await prove(people.cadre, line, 'PHOTO', photo.id)).toBe('done')
    expect(await prove(people.cadre, line, 'CERTIFICATE', undefined, '水质检测 3 号')).toBe('done')
    expect(await step(people.cadre, 'submit', line, { result: '好', similarFound: 0, similarFixed: 0 })).toBe('done')
    expect(await step(people.clerk, 'review', line, { opinion: '属实' })).toBe('done')
    expect(await step(people.supervisor, 'verify', line, { seen: '已通水' })).toBe('done')
    expect(await step(people.leader, 'close', line, { opinion: '同意' })).toBe('done')
  })

  it('of a county takes photos too, and the same photo twice is flagged', async () => {
    const line = await aFinding({
      by: people.office,
      regionCode: PLACES.county,
      status: 'RECTIFYING',
      category: 'HOUSING',
    })
    const file = fileOf(await fresh())
    const [first, again] = [
      await photographed(people.office, line, { file }),
      await photographed(people.office, line, { file }),
    ]
    expect([first.said, again.said]).toEqual(['done', 'done'])
    const piece = await withScope(people.office, (ctx) => getPiece(ctx, again.id))
    expect(piece).toMatchObject({ seen: 'SAME', householdId: null, regionCode: PLACES.county })
    expect(piece.twins.map(({ id }) => id)).toEqual([first.id])
    expect(piece.recordNo).toBe((await withScope(people.office, (ctx) => getFinding(ctx, line))).findingNo)
  })

  it('a paper is no photo, and a photo of another line is none of this', async () => {
    const [line, other] = [
      await aFinding({ by: people.office, status: 'RECTIFYING', category: 'FOOD_CLOTHING' }),
      await aFinding({ by: people.office, status: 'RECTIFYING', category: 'FOOD_CLOTHING' }),
    ]
    const paper = await photographed(people.office, line, { file: fileOf(aPaper(), 'a.pdf') })
    const strange = await photographed(people.office, other)
    expect([paper.said, strange.said]).toEqual(['done', 'done'])
    expect(await prove(people.office, line, 'PHOTO', paper.id)).toBe('findings.notAPhoto')
    expect(await prove(people.office, line, 'PHOTO', strange.id)).toBe('findings.noSuchPiece')
    expect(await prove(people.office, line, 'DOCUMENT', paper.id)).toBe('done')
    const insert = (kind: string, evidenceId: string) =>
      withScope(people.office, (ctx) =>
        ctx.db.$executeRawUnsafe(
          `INSERT INTO finding_proof (county_code, id, finding_id, region_code, round, kind, evidence_id, added_on, added_by, added_by_name)
           VALUES ('130799', gen_random_uuid(), $1::uuid, '${PLACES.village}', 0, $2, $3::uuid, '${on}', $1::uuid, 'A')`,
          line,
          kind,
          evidenceId,
        ),
      )
    await expect(insert('PHOTO', paper.id)).rejects.toThrow('not one of this line')
    await expect(insert('PHOTO', strange.id)).rejects.toThrow('not one of this line')
  })

  it('hangs on no other record without a household, and on no household’s line past its household', async () => {
    const household = await aHousehold()
    const own = await aFinding({ household, by: people.cadre, status: 'RECTIFYING' })
    expect((await photographed(people.cadre, own)).said).toBe('notFound')
    expect((await photographed(people.cadre, household.id, { subjectKind: 'HOUSEHOLD' })).said).toBe('notFound')
    const place = await aFinding({ by: people.cadre, status: 'RECTIFYING' })
    expect((await photographed(people.neighbour, place)).said).toBe('notFound')
    const row = (over: object) => anEvidence(household, people.cadre, { subject_kind: 'FINDING', ...over })
    await expect(row({ household_id: null, finding_id: own, subject_id: own })).rejects.toThrow(
      'not one of this household',
    )
    await expect(row({ household_id: null, finding_id: null, subject_id: place })).rejects.toThrow(
      'evidence_of_household_or_line',
    )
    await expect(row({ household_id: null, finding_id: place, subject_id: own })).rejects.toThrow()
    await expect(row({ finding_id: place, subject_id: own })).rejects.toThrow('evidence_of_household_or_line')
    const elsewhere = { household_id: null, finding_id: place, subject_id: place, region_code: PLACES.siblingVillage }
    await expect(row(elsewhere)).rejects.toThrow('evidence_county_code_finding_id_region_code_fkey')
  })

  it('a large one comes in pieces, for whoever sees the line', async () => {
    const line = await aFinding({ by: people.cadre, status: 'RECTIFYING' })
    const bytes = await fresh()
    const piece = { evidenceId: randomUUID(), findingId: line, sum: sumOf(bytes), no: 0, file: fileOf(bytes, 'piece') }
    expect(await said(execute(people.neighbour, keepEvidencePiece, piece, { id: randomUUID() }))).toBe('notFound')
    expect(
      await said(execute(people.cadre, keepEvidencePiece, { ...piece, findingId: undefined }, { id: randomUUID() })),
    ).toBe('notFound')
    expect(await said(execute(people.cadre, keepEvidencePiece, piece, { id: randomUUID() }))).toBe('done')
    const whole = about(line, { id: piece.evidenceId, sum: piece.sum, pieces: 1, fileName: 'a.jpg' })
    expect(await said(execute(people.cadre, addEvidence, whole, { id: whole.id }))).toBe('done')
  })
})

describe('what an unannounced visit photographed', () => {
  it.each([
    ['a place', async () => undefined],
    ['a household', () => aHousehold()],
  ])(
    'of %s is not there for the inspected until it is published: neither list, nor piece, nor file',
    async (_, home) => {
      const household = await home()
      const line = await aFinding({ household, by: people.cityTeam, status: 'RECTIFYING', over: { hidden_digits: 4 } })
      const { id, said: answer } = await photographed(people.cityTeam, line, { householdId: household?.id })
      expect(answer).toBe('done')
      const seen = (actor: Actor) =>
        withScope(actor, async (ctx) => {
          const file = await getFilePlace(ctx, id).then(
            () => 1,
            (error) => (error instanceof NotFoundError ? 0 : 9),
          )
          const asked = household ? { householdId: household.id } : { subject: { kind: 'FINDING', id: line } as const }
          const rows = await ctx.db.$queryRawUnsafe<unknown[]>('SELECT 1 FROM evidence WHERE id = $1::uuid', id)
          return [file, (await listEvidence(ctx, asked)).total, rows.length]
        })
      const inspected = [people.cadre, people.clerk, people.office, people.supervisor]
      for (const actor of inspected) expect([actor.role, ...(await seen(actor))]).toEqual([actor.role, 0, 0, 0])
      expect((await photographed(people.office, line, { householdId: household?.id })).said).toBe('notFound')
      expect(await seen(people.cityTeam)).toEqual([1, 1, 1])
      expect(await step(people.cityTeam, 'publish', line)).toBe('done')
      for (const actor of inspected) expect([actor.role, ...(await seen(actor))]).toEqual([actor.role, 1, 1, 1])
    },
  )
})

describe('what a line rests on', () => {
  const withdraw = (actor: Actor, evidenceId: string) =>
    said(execute(actor, withdrawEvidence, { evidenceId, version: 1, reason: '错' }, { id: randomUUID() }))

  it('stays under it once it was reported done, and proves nothing when it was withdrawn before', async () => {
    const line = await aFinding({ by: people.cadre, status: 'RECTIFYING', category: 'FOOD_CLOTHING' })
    const report = { result: '好', similarFound: 0, similarFixed: 0 }
    const lost = await photographed(people.cadre, line)
    expect(await prove(people.cadre, line, 'PHOTO', lost.id)).toBe('done')
    expect(await withdraw(people.cadre, lost.id)).toBe('done')
    expect(await step(people.cadre, 'submit', line, report)).toBe('findings.proofMissing')
    await expect(
      withScope(people.cadre, (ctx) =>
        ctx.db.$executeRawUnsafe(
          `UPDATE finding SET status = 'SUBMITTED', submitted_unit = 'A', submitted_on = '${on}', submitted_by = $1::uuid, similar_found = 0,
             similar_fixed = 0, version = version + 1 WHERE id = $1::uuid`,
          line,
        ),
      ),
    ).rejects.toThrow('a proof of kind PHOTO is missing')
    const kept = await photographed(people.cadre, line)
    expect(await prove(people.cadre, line, 'PHOTO', kept.id)).toBe('done')
    expect(await step(people.cadre, 'submit', line, report)).toBe('done')
    expect(await withdraw(people.cadre, kept.id)).toBe('evidence.findingRestsOnIt')
    expect(await step(people.clerk, 'review', line, { opinion: '属实' })).toBe('done')
    expect(await step(people.supervisor, 'verify', line, { seen: '好' })).toBe('done')
    expect(await step(people.leader, 'close', line, { opinion: '好' })).toBe('done')
    expect(await withdraw(people.office, kept.id)).toBe('evidence.findingRestsOnIt')
    for (const set of [
      `caption = '别的'`,
      `withdrawn_at = now(), withdrawn_by = id, withdrawn_by_name = 'A', withdrawn_reason = 'A'`,
    ]) {
      const change = `UPDATE evidence SET ${set}, version = version + 1 WHERE id = $1`
      await expect(owner().query(change, [kept.id])).rejects.toThrow('rests on this piece')
    }
    // Opened again it must be proven anew; what it was closed on is still there to be looked at.
    expect(await step(people.supervisor, 'reopen', line, { reason: '又缺', dueOn: '2027-01-31' })).toBe('done')
    expect(await withdraw(people.office, kept.id)).toBe('evidence.findingRestsOnIt')
    expect(await prove(people.cadre, line, 'PHOTO', lost.id)).toBe('findings.noSuchPiece')
    expect(await rowOf(kept.id)).toMatchObject({ withdrawn_at: null, caption: '' })
  })
})
