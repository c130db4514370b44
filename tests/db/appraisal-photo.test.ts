import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { withScope } from '@/lib/platform/db'
import { aHousehold, owner } from '../support/builders'
import { clueWay } from '../support/clue-way'
import { add, added, aPhotoOn, fresh, withdraw } from '../support/evidence'
import { send } from '../support/outbox'
import { aPaper } from '../support/photos'
import { procedureRow, USUAL } from '../support/procedures'

const { at, step, upTo } = clueWay()
const appraise = (photo: unknown) => step('cadre', 'appraiseProcedure', '2026-03-15', { photo })
const onIt = () => ({ subjectKind: 'IDENTIFICATION', subjectId: at.procedureId })
const missing = 'identification.photoNeeded'

it('an appraisal without its photo is refused beside the field, and nothing is written', async () => {
  await upTo('compareMonitoring')
  expect(await appraise(undefined)).toBe(missing)
  expect(await appraise(randomUUID())).toBe(missing)
  expect(await appraise('x')).toMatchObject({ photo: { code: expect.any(String) } })
  expect(await procedureRow(at.procedureId)).toMatchObject({ status: 'COMPARED' })
})

it('the phone is refused like the form, beside the same field', async () => {
  await upTo('compareMonitoring')
  const { version } = await procedureRow(at.procedureId)
  const told = { procedureId: at.procedureId, version, on: '2026-03-15', ...USUAL.appraiseProcedure }
  expect(await send(at.people.cadre, 'identification.appraise', told)).toMatchObject({
    ok: false,
    kind: 'rule',
    code: missing,
    field: 'photo',
  })
  const photo = await aPhotoOn(at.people.cadre, at.procedureId)
  expect(await send(at.people.cadre, 'identification.appraise', { ...told, photo })).toMatchObject({ ok: true })
})

it('a photo of the household or of another procedure, a paper, or one that was withdrawn is not its photo', async () => {
  await upTo('compareMonitoring')
  const { cadre, neighbour } = at.people
  expect(await appraise(await added(cadre, at.household, await fresh()))).toBe(missing)
  const paper = await add(cadre, at.household, aPaper(), onIt(), 'minutes.pdf')
  expect(paper.outcome).toMatchObject({ ok: true })
  expect(await appraise(paper.id)).toBe(missing)
  const gone = await added(cadre, at.household, await fresh(), onIt())
  expect(await withdraw(cadre, gone)).toMatchObject({ ok: true })
  expect(await appraise(gone)).toBe(missing)
  const other = await aHousehold()
  expect((await add(neighbour, other, await fresh(), onIt())).outcome).toMatchObject({ ok: false })
})

it('with its photo it is taken; the page offers the photos there are, and the record names it', async () => {
  await upTo('compareMonitoring')
  const photo = await aPhotoOn(at.people.cadre, at.procedureId)
  const seen = () => withScope(at.people.cadre, (ctx) => getProcedure(ctx, at.procedureId))
  expect((await seen()).photos).toMatchObject([{ id: photo, by: at.people.cadre.name }])
  expect(await appraise(photo)).toBe('done')
  const { photos, record } = await seen()
  expect(photos).toEqual([])
  expect(record.at(-1)).toMatchObject({ step: 'appraise', record: { photo } })
})

it('the database refuses an appraisal without a photo, whoever writes it', async () => {
  await upTo('compareMonitoring')
  const write = (photo: string | null) =>
    owner().query(
      `INSERT INTO status_procedure_step (county_code, region_code, household_id, procedure_id, step_no, step, to_status, step_on, recorded_at, actor_id,
         actor_name, record)
       SELECT county_code, region_code, household_id, id, 99, 'appraise', 'APPRAISED', '2026-03-15', now(), $2, 'x', jsonb_build_object('photo', $3::text)
       FROM status_procedure WHERE id = $1`,
      [at.procedureId, randomUUID(), photo],
    )
  await expect(write(null)).rejects.toThrow('an appraisal needs a photo')
  await expect(write(randomUUID())).rejects.toThrow('an appraisal needs a photo')
})

it('the photo stays as long as something is decided on it, and can go once the procedure was sent back', async () => {
  await upTo('appraiseProcedure')
  const { cadre } = at.people
  const photo = await aPhotoOn(cadre, at.procedureId)
  expect(await withdraw(cadre, photo)).toMatchObject({ ok: false, code: 'evidence.appraisalRestsOnIt' })
  expect(await step('clerk', 'returnProcedure', '2026-03-16')).toBe('done')
  expect(await withdraw(cadre, photo)).toMatchObject({ ok: true })
})
