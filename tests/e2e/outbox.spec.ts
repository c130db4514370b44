import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

test('a checked ledger is imported through the phone door as through its form', async ({ page }) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ledger-')), 'ledger.csv')
  const options = ['--households', '40', '--county', '130799', '--out', file, '--seed', '9']
  execFileSync('npm', ['run', '-s', 'sample-ledger', '--', ...options])
  await signIn(page, 'county-office', '/import')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: '上传并检查' }).click()
  await expect(page.getByRole('button', { name: '整份导入' })).toBeVisible({ timeout: 60_000 })
  const batchId = new URL(page.url()).pathname.split('/').at(-1)
  const sent = await send(page, { kind: 'ledger.import', id: randomUUID(), input: { batchId, mode: 'ALL' } })
  expect(sent.status).toBe(200)
  await expect(async () => {
    const [batch] = await rows<{ status: string }>('SELECT status FROM import_batch WHERE id = $1', [batchId])
    expect(batch?.status).toBe('DONE')
  }).toPass({ timeout: 30_000 })
})
