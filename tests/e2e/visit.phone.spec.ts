import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { scripts, table, total, weigh } from '@/tests/bench/page-weight'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'

const BUDGET_BYTES = 160_000
const OWN_SCRIPT_BYTES = 20_000
const SIX = ['不愁吃', '不愁穿', '义务教育', '基本医疗', '住房安全', '饮水安全']

const formOf = async (name: string) => `/visits/new?household=${await householdOf(name)}`
const visitsTo = async (name: string) =>
  rows<{ id: string }>('SELECT id FROM visit WHERE household_id = $1 AND received_at::date >= $2', [
    await householdOf(name),
    '2026-03-26',
  ])
const tile = (page: Page, name: string) => page.locator('fieldset.tap', { hasText: name })
const turn = (page: Page, name: string) => tile(page, name).locator('label:visible').tap()
const person = (page: Page, name: string) =>
  page.locator('fieldset', { hasText: '见到的人' }).getByText(name, { exact: true })
const save = (page: Page) => page.getByRole('button', { name: '保存走访' })
const hydrated = (page: Page) => expect(page.getByText('先存在本机')).toBeVisible()

async function checkAll(page: Page): Promise<number> {
  let taps = 0
  for (const name of SIX) {
    const isSet = await tile(page, name).locator('input:checked').count()
    if (isSet === 0) {
      await turn(page, name)
      taps += 1
    }
  }
  return taps
}

test('a routine visit is logged with few taps, and the result says why a clue was opened and what comes next', async ({
  page,
}) => {
  await signIn(page, 'first-secretary', '/visits/new')
  const before = await visitsTo('王守田')
  let taps = 0
  const tap = async (target: Locator) => {
    taps += 1
    await target.tap()
  }
  await tap(page.locator('li', { hasText: '王守田' }).getByRole('link').first())
  await hydrated(page)
  taps += await checkAll(page)
  await tap(tile(page, '饮水安全').locator('label:visible'))
  await page.getByLabel('饮水安全：哪里不达标').fill('水管冻裂，挑水往返约 30 分钟')
  await tap(page.locator('.shocks .picks').getByText('大额医疗'))
  await page.getByLabel('总费用').first().fill('31,500')
  await page.getByLabel('其中自付').first().fill('１３,２００')
  await tap(person(page, '户主'))
  await tap(save(page))
  await expect(page).toHaveURL(/\/visits\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(/线索|监测/)
  await expect(page.getByRole('heading', { name: '饮水安全未达标' })).toBeVisible()
  await expect(page.getByText('13,200').first()).toBeVisible()
  await expect(page.getByText('入户核实')).toBeVisible()
  await expect(page.getByRole('link', { name: /^下一户：/ })).toBeVisible()
  expect(taps).toBeLessThanOrEqual(12)
  expect(await visitsTo('王守田')).toHaveLength(before.length + 1)
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))).toEqual([])
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a visit is logged; what was typed stays when something is missing', async ({ page }) => {
    await signIn(page, 'first-secretary', await formOf('郭存善'))
    const before = await visitsTo('郭存善')
    await checkAll(page)
    await page.locator('[name=demands]').fill('想找活干')
    await page.locator('[name="promises[0].content"]').fill('介绍工作')
    await save(page).tap()
    await expect(page.getByRole('alert')).toContainText('有 2 处要改')
    await expect(page.locator('[name=demands]')).toHaveValue('想找活干')
    await expect(page.locator('[name="promises[0].content"]')).toHaveValue('介绍工作')
    await expect(tile(page, '不愁吃').locator('input:checked')).toHaveCount(1)
    expect(await visitsTo('郭存善')).toHaveLength(before.length)
    await page.locator('[name="promises[0].dueOn"]').fill('2026-04-02')
    await person(page, '配偶').tap()
    await save(page).tap()
    await expect(page).toHaveURL(/\/visits\/[0-9a-f-]{36}$/)
    await expect(page.getByText('介绍工作')).toBeVisible()
    expect(await visitsTo('郭存善')).toHaveLength(before.length + 1)
  })
})

test('a visit saved without a connection waits on the phone and arrives exactly once', async ({ page, context }) => {
  await signIn(page, 'first-secretary', await formOf('陈秀兰'))
  const before = await visitsTo('陈秀兰')
  await hydrated(page)
  await checkAll(page)
  await person(page, '户主').tap()
  await context.setOffline(true)
  await save(page).tap()
  await expect(page.getByRole('heading', { name: '这份走访存在本机，待上报' })).toBeVisible()
  await expect(page.getByText('存在本机，待上报：1 份走访')).toBeVisible()
  expect(await visitsTo('陈秀兰')).toHaveLength(before.length)
  const second = await context.newPage()
  const offered = await page.locator('[name=id]').inputValue()
  expect(offered, 'the phone makes the id').toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  await context.setOffline(false)
  await second.goto('/visits/new')
  await expect(page).toHaveURL(/\/visits\/[0-9a-f-]{36}$/)
  await second.close()
  await page.goto('/visits/new')
  await expect(page.getByText('待上报')).toHaveCount(0)
  expect(await visitsTo('陈秀兰')).toHaveLength(before.length + 1)
})

test('a half-written visit survives a reload, and errors stand beside their fields', async ({ page }) => {
  await signIn(page, 'village-cadre', await formOf('孙改莲'))
  await hydrated(page)
  await page.getByRole('button', { name: '加一项承诺' }).tap()
  await page.getByLabel('答应办什么').fill('送药')
  await page.locator('.shocks .picks').getByText('大额医疗').tap()
  await page.getByLabel('总费用').first().fill('很多')
  await page.reload()
  await expect(page.getByText('上次没填完的内容已经找回')).toBeVisible()
  await expect(page.getByLabel('答应办什么')).toHaveValue('送药')
  await checkAll(page)
  await person(page, '户主').tap()
  await save(page).tap()
  await expect(page.getByText('请填数字').first()).toBeVisible()
  await expect(page.locator(':focus')).toHaveAttribute('name', 'shocks[0].totalYuan')
  await expect(page.getByLabel('总费用').first()).toHaveValue('很多')
  await page.getByRole('button', { name: '不要了，重填' }).tap()
  await expect(page.getByText('上次没填完的内容已经找回')).toHaveCount(0)
})

test("a visit that another person left on the phone is not sent with one's own session", async ({ page }) => {
  await signIn(page, 'first-secretary')
  const answer = await page.evaluate(
    async ([id, user]) =>
      (await fetch('/api/outbox', { method: 'POST', body: JSON.stringify({ kind: 'visit.log', id, user, form: [] }) }))
        .status,
    [randomUUID(), randomUUID()],
  )
  expect(answer).toBe(401)
})

test('the visit form stays within its weight', async ({ page }) => {
  await signIn(page, 'first-secretary')
  const plain = await weigh(page, '/me')
  const form = await weigh(page, await formOf('刘改梅'))
  const floor = new Set(scripts(plain).map(({ url }) => url))
  const own = scripts(form).filter(({ url }) => !floor.has(url))
  console.log(`${table(form)}\n${'own scripts'.padEnd(12)}${String(total(own)).padStart(9)}`)
  expect(total(form)).toBeGreaterThan(20_000)
  expect(total(form)).toBeLessThanOrEqual(BUDGET_BYTES)
  expect(total(own)).toBeLessThanOrEqual(OWN_SCRIPT_BYTES)
})

for (const locale of ['zh-CN', 'en']) {
  test(`the visit pages have no barrier that a machine can find (${locale})`, async ({ page, context, baseURL }) => {
    await signIn(page, 'first-secretary')
    await context.addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }])
    for (const address of ['/visits/new', await formOf('刘改梅'), '/visits']) {
      await page.goto(address)
      await expect(page.locator('html')).toHaveAttribute('lang', locale)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${address} ${id} ${nodes[0]?.html}`)).toEqual([])
    }
  })
}

test('a visit refused after it waited comes back with its errors and is mended once', async ({ page, context }) => {
  await signIn(page, 'first-secretary', await formOf('孙改莲'))
  const before = await visitsTo('孙改莲')
  await hydrated(page)
  await checkAll(page)
  await person(page, '家人').tap()
  await page.locator('.shocks .picks').getByText('受灾').tap()
  await page.getByLabel('损失金额').first().fill('一点点')
  await context.setOffline(true)
  await save(page).tap()
  await expect(page.getByRole('heading', { name: '这份走访存在本机，待上报' })).toBeVisible()
  const today = await context.newPage()
  await page.close()
  await context.setOffline(false)
  await today.goto('/')
  await expect(today.getByText('孙改莲的走访没有通过，要改')).toBeVisible()
  await today.getByRole('link', { name: '去改' }).tap()
  await expect(today.getByText('请填数字').first()).toBeVisible()
  await expect(today.getByLabel('损失金额').first()).toHaveValue('一点点')
  await today.getByLabel('损失金额').first().fill('300')
  await save(today).tap()
  await expect(today).toHaveURL(/\/visits\/[0-9a-f-]{36}$/)
  expect(await visitsTo('孙改莲')).toHaveLength(before.length + 1)
  await today.goto('/')
  await expect(today.getByText('没有通过')).toHaveCount(0)
})

test('signing out leaves nothing half-written on the phone', async ({ page }) => {
  await signIn(page, 'village-cadre', await formOf('刘改梅'))
  await hydrated(page)
  await page.locator('[name=demands]').fill('想修房')
  await expect(page.getByText('已存本机')).toBeVisible()
  await page.goto('/me')
  await page.getByRole('button', { name: '退出登录' }).tap()
  await expect(page).toHaveURL(/\/login/)
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft'))))
    .toEqual([])
})
