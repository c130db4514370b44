import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { anOfficer } from '@/tests/e2e/support/officer'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'

const ID_NUMBER = '990799194901010319'
const NO_ONES_NUMBER = '990799194901010327'
const PAIRS = 25
const SLOWER = 1.5
const NEXT_COUNTY = '130730'

type Answer = { status: number; text: string; ms: number }

/** What a page answers, without what differs from request to request: nonces, ids and the address itself. */
async function answer(page: Page, path: string): Promise<Answer> {
  const from = performance.now()
  const response = await page.request.get(path)
  const body = await response.text()
  const text = body
    .replaceAll(path, '/PATH')
    .replace(/nonce="[^"]*"|nonce\\?":\\?"[^"\\]*/g, 'NONCE')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
  return { status: response.status(), text, ms: performance.now() - from }
}

const visible = (page: Page) => page.locator('main').innerText()
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number

test('a visitor from the next county finds nothing of a household: not its page, its list, its number, nor by sending', async ({
  page,
}) => {
  const foreign = await householdOf('王守田')
  await signIn(page, await anOfficer(NEXT_COUNTY), '/households')
  await expect(page.getByText('王守田')).toHaveCount(0)

  for (const suffix of ['', '/edit']) {
    const there = await answer(page, `/households/${foreign}${suffix}`)
    const nowhere = await answer(page, `/households/${randomUUID()}${suffix}`)
    expect(there.status).toBe(404)
    expect(there.status).toBe(nowhere.status)
    expect(there.text.length).toBe(nowhere.text.length)
    expect(there.text).toBe(nowhere.text)
    expect((await answer(page, `/households/not-an-id${suffix}`)).status).toBe(404)
    expect(there.text).not.toContain('王守田')
  }
  await page.goto(`/households/${foreign}`)
  const shown = await visible(page)
  await page.goto('/households/not-an-id')
  expect(await visible(page)).toBe(shown)

  for (const query of ['王守田', 'wangshoutian', 'wst', 'QL-0412-001']) {
    await page.goto(`/households?q=${encodeURIComponent(query)}`)
    await expect(page.getByText('没有符合条件的农户')).toBeVisible()
  }

  const byNumber = async (number: string) => {
    await page.goto('/households')
    const search = page.locator('main [type=search]')
    await search.fill(number)
    await search.press('Enter')
    await page.waitForURL(/person=/)
    expect(page.url()).not.toContain(number)
    return visible(page)
  }
  const existing = await byNumber(ID_NUMBER)
  expect(existing).toContain('没有符合条件的农户')
  expect(await byNumber(NO_ONES_NUMBER)).toBe(existing)

  const region = (code: string) => answer(page, `/households?region=${code}`)
  const [theirs, noOnes] = [await region('130799104201'), await region('139999104201')]
  expect(theirs.status).toBe(noOnes.status)
  expect(theirs.text).not.toContain('王守田')

  const send = async (householdId: string) => {
    const input = { householdId, version: 1, base: {}, householdType: 'POOR_GENERAL', address: '别处' }
    const response = await page.request.post('/api/outbox', {
      data: { kind: 'household.edit', id: randomUUID(), input },
      headers: { origin: new URL(page.url()).origin },
    })
    return { status: response.status(), body: await response.text() }
  }
  const sent = await send(foreign)
  expect(sent.status).toBe(404)
  expect(await send(randomUUID())).toEqual(sent)
  const [untouched] = await rows<{ address: string }>('SELECT address FROM household WHERE id = $1', [foreign])
  expect(untouched?.address).not.toBe('别处')
})

test('the officer of the household finds it by the very number that the neighbour tried', async ({ page }) => {
  await signIn(page, 'county-office', '/households')
  await page.goto('/households')
  const search = page.locator('main [type=search]')
  await search.fill(ID_NUMBER)
  await search.press('Enter')
  await page.waitForURL(/person=/)
  await expect(page.locator('main').getByRole('link', { name: '王守田' })).toBeVisible()
})

test('a foreign household and a missing one take the same time', async ({ page }) => {
  test.setTimeout(120_000)
  const foreign = await householdOf('王守田')
  await signIn(page, await anOfficer(NEXT_COUNTY), '/households')
  const times: Record<'foreign' | 'missing', number[]> = { foreign: [], missing: [] }
  for (let pair = 0; pair < PAIRS + 3; pair++) {
    const [a, b] = [await answer(page, `/households/${foreign}`), await answer(page, `/households/${randomUUID()}`)]
    if (pair < 3) continue
    times.foreign.push(a.ms)
    times.missing.push(b.ms)
  }
  const ratio = median(times.foreign) / median(times.missing)
  test.info().annotations.push({
    type: 'medians',
    description: `${median(times.foreign).toFixed(1)} / ${median(times.missing).toFixed(1)} ms`,
  })
  expect(ratio).toBeLessThan(SLOWER)
  expect(ratio).toBeGreaterThan(1 / SLOWER)
})
