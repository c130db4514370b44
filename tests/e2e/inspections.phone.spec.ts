import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { aPhoto } from '@/tests/support/photos'
import { signIn } from './support/sign-in'
import { rows } from './support/story'

const VILLAGE = '130799104201'
const TOWNSHIP = '130799104000'
const TITLE = '饮水专项回头看'

test.describe.configure({ mode: 'serial' })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const hydrated = (page: Page) => expect(page.getByText('先存在本机')).toBeVisible()
const tick = (page: Page, name: string, value: string) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true })

const campaign = async () =>
  (
    await rows<{ id: string; items: string[] }>('SELECT id, items FROM inspection_campaign WHERE title = $1', [TITLE])
  )[0] ?? { id: '', items: [] }
const formsOf = (id: string) => rows<{ id: string }>('SELECT id FROM inspection_form WHERE campaign_id = $1', [id])

/** Everything in order, but for what is named. */
async function answer(page: Page, items: readonly string[], wrong: Readonly<Record<string, string>> = {}) {
  for (const [index, code] of items.entries()) {
    const problem = wrong[code]
    await tick(page, `answers[${index}].answer`, problem ? 'NO' : 'YES')
    if (problem) await page.locator(`[name="answers[${index}].note"]`).fill(problem)
  }
  await page.getByLabel('农户签字人').fill('家里人')
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)
  return wide > 0 ? [...found, `${wide} px too wide`] : found
}

test('a campaign is planned, drawn and begun', async ({ page }) => {
  await signIn(page, 'county-office', `/inspections/new?region=${TOWNSHIP}`)
  await page.getByLabel('名称').fill(TITLE)
  await page.getByLabel('组织单位').fill('县督查组')
  await page.getByLabel('每村至少抽建档立卡户').fill('3')
  await page.getByLabel('每村至少抽其他户').fill('0')
  for (const box of await page.locator('input[name=mustInclude]').all()) await box.uncheck({ force: true })
  await tick(page, 'regions', VILLAGE)
  expect(await faults(page)).toEqual([])
  await button(page, '保存安排').click()
  await expect(page.locator('.head .chip', { hasText: '已安排' })).toBeVisible()
  await page.goto(`${page.url()}/edit`)
  expect(await faults(page)).toEqual([])
  await page.getByLabel('每村至少抽建档立卡户').fill('4')
  await button(page, '保存安排').click()
  await expect(page.locator('.head .chip', { hasText: '已安排' })).toBeVisible()
  await button(page, '抽第 1 轮').click()
  await expect(page.locator('.head .chip', { hasText: '已抽样' })).toBeVisible()
  const [member] = await rows<{ id: string }>(`SELECT id FROM app_user WHERE username = 'county-office'`)
  const team = page.locator('form', { has: button(page, '保存这个组') })
  await team.locator('[name=name]').fill('第一组')
  await team.locator(`[name=members][value="${member?.id}"]`).check({ force: true })
  await team.locator(`[name=regions][value="${VILLAGE}"]`).check({ force: true })
  await button(page, '保存这个组').click()
  await expect(page.getByText('第一组').first()).toBeVisible()
  await button(page, '开始入户').click()
  await expect(page.locator('.head .chip', { hasText: '入户中' })).toBeVisible()
  expect(await faults(page)).toEqual([])
})

test('a household is inspected with one thumb, and its problem stands in the ledger', async ({ page }) => {
  const { id, items } = await campaign()
  await signIn(page, 'county-office', `/inspections/${id}`)
  await page.getByRole('link', { name: '去核查' }).tap()
  await expect(page).toHaveURL(/\/households$/)
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: /^核查/ }).first().tap()
  await hydrated(page)
  expect(await faults(page)).toEqual([])
  await answer(page, items, { WATER_SAFE: '水管冻裂，挑水半小时' })
  await expect(page.getByText(`已答 ${items.length} / ${items.length}`)).toBeVisible()
  await button(page, '交核查表').tap()
  await expect(page).toHaveURL(/\/inspections\/forms\/[0-9a-f-]{36}$/)
  await expect(page.getByText('水管冻裂，挑水半小时')).toBeVisible()
  const [line] = await rows<{ id: string; finding_no: string }>(
    `SELECT id, finding_no FROM finding WHERE origin_id = $1 AND source = 'LOOK_BACK' AND category = 'WATER'`,
    [id],
  )
  await expect(page.getByRole('link', { name: line?.finding_no })).toHaveAttribute('href', `/findings/${line?.id}`)
  await page.goto(`/inspections/${id}`)
  await page.getByRole('link', { name: line?.finding_no }).tap()
  await expect(page).toHaveURL(new RegExp(`/findings/${line?.id}$`))
  await expect(page.getByText('水管冻裂，挑水半小时').first()).toBeVisible()
})

test('what was not answered is named, and without a connection the form waits and arrives once', async ({
  page,
  context,
}) => {
  const { id, items } = await campaign()
  await signIn(page, 'county-office', `/inspections/${id}/households`)
  await page.getByRole('link', { name: /^核查/ }).first().tap()
  await hydrated(page)
  await tick(page, 'answers[0].answer', 'NO')
  await button(page, '交核查表').tap()
  await expect(page.getByRole('alert').filter({ hasText: '处要改' })).toBeVisible()
  await answer(page, items)
  const photo = { name: 'tap.jpg', mimeType: 'image/jpeg', buffer: await aPhoto({ width: 800, height: 600, seed: 93 }) }
  await page.getByLabel('现场照片').setInputFiles(photo)
  await expect(page.getByText('tap.jpg', { exact: true })).toBeVisible()
  const before = await formsOf(id)
  await context.setOffline(true)
  await button(page, '交核查表').tap()
  await expect(page.getByRole('heading', { name: '这份核查表存在本机，待上报' })).toBeVisible()
  expect(await formsOf(id)).toHaveLength(before.length)
  await context.setOffline(false)
  await expect(page).toHaveURL(/\/inspections\/forms\/[0-9a-f-]{36}$/)
  expect(await formsOf(id)).toHaveLength(before.length + 1)
  const form = page.url().split('/').at(-1)
  await expect(async () => {
    const sent = await rows(`SELECT id FROM evidence WHERE subject_kind = 'INSPECTION' AND subject_id = $1`, [form])
    expect(sent).toHaveLength(1)
  }).toPass()

  // The next household has moved away: the next of the lot takes its place.
  await page.goto(`/inspections/${id}/households`)
  const left = await page.getByRole('link', { name: /^核查/ }).count()
  await page.getByRole('link', { name: /^核查/ }).first().tap()
  await page.getByRole('link', { name: '没能入户' }).tap()
  await hydrated(page)
  expect(await faults(page)).toEqual([])
  await page.getByText('已经搬走', { exact: true }).tap()
  await button(page, '记下').tap()
  await expect(page).toHaveURL(/\/households$/)
  await expect(page.getByRole('link', { name: /^核查/ })).toHaveCount(left)
  await expect(page.getByText('替补', { exact: true })).toBeVisible()
})

test('the campaign is summed up, and the village reads its letter, which names nobody', async ({ page, context }) => {
  const { id } = await campaign()
  await signIn(page, 'county-office', `/inspections/${id}`)
  await page.getByLabel('汇总意见').fill('总体较好，饮水有短板。')
  await button(page, '汇总').click()
  await expect(page.locator('.head .chip', { hasText: '已汇总' })).toBeVisible()
  await page.getByLabel('对各村的意见和要求').fill('入冬前修好管道。')
  await button(page, '发反馈意见').click()
  await expect(page.locator('.head .chip', { hasText: '已反馈' })).toBeVisible()
  await context.clearCookies()
  await signIn(page, 'village-cadre', '/inspections')
  await page.getByRole('link', { name: /^HT-/ }).first().tap()
  const paper = page.locator('.paper')
  await expect(paper).toContainText('入冬前修好管道。')
  await expect(paper).toContainText('饮水安全')
  const names = await rows<{ name: string }>(
    'SELECT h.head_name AS name FROM inspection_drawn d JOIN household h ON h.id = d.household_id WHERE d.campaign_id = $1',
    [id],
  )
  expect(names.length).toBeGreaterThan(1)
  for (const { name } of names) await expect(paper).not.toContainText(name)
  await expect(paper).not.toContainText('挑水半小时')
  for (const hidden of [/\d{17}[\dX]/, /1\d{10}/]) await expect(paper).not.toContainText(hidden)
})
