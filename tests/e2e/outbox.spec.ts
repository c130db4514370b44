import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'

const pass = { result: 'PASS', reason: '' }
const six = { FOOD: pass, CLOTHING: pass, EDUCATION: pass, MEDICAL: pass, HOUSING: pass, WATER: pass }

const send = (page: Page, body: unknown) =>
  page.evaluate(async (text) => {
    const answer = await fetch('/api/outbox', { method: 'POST', body: text })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }, JSON.stringify(body))

test('the same visit sent twice through the phone door counts once; the same id with other content is refused', async ({
  page,
}) => {
  await signIn(page, 'first-secretary')
  const householdId = await householdOf('刘改梅')
  const visit = { id: randomUUID(), householdId, visitedOn: '2026-03-25', peopleMet: ['HEAD'], guarantees: six }
  const envelope = { kind: 'visit.log', id: randomUUID(), input: visit }
  const [first, second] = [await send(page, envelope), await send(page, envelope)]
  expect(first).toMatchObject({ status: 200, body: { status: 'done', replayed: false } })
  expect(second).toMatchObject({ status: 200, body: { status: 'done', replayed: true, data: first.body.data } })
  const other = await send(page, { ...envelope, input: { ...visit, note: '改过' } })
  expect(other.status).toBe(409)
  expect(await rows('SELECT id FROM visit WHERE id = $1', [visit.id])).toHaveLength(1)
})

test('the phone door answers in the reader’s language, beside the field, and keeps nothing of a wrong visit', async ({
  page,
}) => {
  await signIn(page, 'first-secretary')
  const householdId = await householdOf('刘改梅')
  const visit = { id: randomUUID(), householdId, visitedOn: '2026-04-25', peopleMet: [], guarantees: six }
  const answer = await send(page, { kind: 'visit.log', id: randomUUID(), input: visit })
  expect(answer.status).toBe(422)
  expect(Object.keys(answer.body.errors as object)).toContain('peopleMet')
  expect(await rows('SELECT id FROM visit WHERE id = $1', [visit.id])).toHaveLength(0)
  expect((await send(page, { kind: 'no.such', id: randomUUID(), input: {} })).status).toBe(400)
})
