import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { codeAt } from '@/lib/platform/totp'
import { aRealInstallation, type RealInstallation } from '@/tests/e2e/support/installation'

const PASSWORD = 'three goats behind the barn'
const STEP_MS = 30_000
const MARGIN_MS = 5_000

let place: RealInstallation

test.beforeAll(async () => {
  test.setTimeout(180_000)
  place = await aRealInstallation()
})

test.afterAll(async () => {
  await place?.remove()
})

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)
const at = (path: string) => `${place.address}${path}`

/** The code of `steps` before or after now, read so early in a step that it is typed in the same one. */
async function codeOf(seed: string, steps: number): Promise<string> {
  const left = STEP_MS - (Date.now() % STEP_MS)
  if (left < MARGIN_MS) await new Promise((resolve) => setTimeout(resolve, left + 100))
  return codeAt(seed, new Date(Date.now() + steps * STEP_MS))
}

test('the first administrator of a real county sets his password, must set up one-time codes, and proves himself by them', async ({
  page,
}) => {
  test.setTimeout(150_000)
  await page.goto(at(place.invitation))
  await expect(page.getByText('张三，你的账号是 zhangsan')).toBeVisible()
  await expect(page.getByText('演示')).toHaveCount(0)
  await field(page, 'password').fill(PASSWORD)
  await field(page, 'again').fill(PASSWORD)
  await page.getByRole('button', { name: '设定并登录' }).click()

  await expect(page).toHaveURL(at('/login/set-up'))
  await expect(page.getByRole('img', { name: '动态口令的二维码' })).toBeVisible()
  expect(await faults(page)).toEqual([])
  for (const inside of ['/', '/me', '/admin/people']) {
    await page.goto(at(inside))
    await expect(page, `${inside} before the codes are set up`).toHaveURL(/\/login/)
  }
  expect(await place.count('SELECT count(*) FROM session')).toBe(0)

  await page.goto(at('/login/set-up'))
  const seed = (await page.locator('code').innerText()).replace(/\s/g, '')
  const setUp = await codeOf(seed, -1)
  await field(page, 'code').fill(setUp === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: '核对并启用' }).click()
  await expect(page.getByText('口令不对')).toBeVisible()
  await field(page, 'code').fill(await codeOf(seed, -1))
  await page.getByRole('button', { name: '核对并启用' }).click()
  await expect(page.getByText('十个恢复码，只显示这一次')).toBeVisible()
  const recovery = await page.locator('ol li').allInnerTexts()
  expect(new Set(recovery).size).toBe(10)
  await expect(page).toHaveTitle(/\S/)
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: '已抄好，继续' }).click()
  await expect(page).toHaveURL(at('/'))
  await expect(page.getByRole('navigation').first()).toBeVisible()
  for (const again of ['/login/set-up', '/me/second-factor', '/me']) {
    await page.goto(at(again))
    for (const code of recovery) await expect(page.getByText(code), `${code} at ${again}`).toHaveCount(0)
  }
  await expect(page.getByText('还有 10 个恢复码')).toBeVisible()

  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/login/)
  await page.goto(at(place.invitation))
  await expect(page.getByText('这张邀请已经不能用了')).toBeVisible()
  await page.goto(at('/login?next=/admin/people/new'))
  await field(page, 'username').fill('zhangsan')
  await field(page, 'password').fill(PASSWORD)
  await page.locator('form:has([name=password]) [type=submit]').click()
  await expect(page).toHaveURL(at('/login/code'))
  await field(page, 'code').fill(setUp)
  await page.getByRole('button', { name: '继续' }).click()
  await expect(page.getByText('口令不对，或者已经用过')).toBeVisible()
  await field(page, 'code').fill(await codeOf(seed, 0))
  await page.getByRole('button', { name: '继续' }).click()
  await expect(page).toHaveURL(at('/admin/people/new'))

  await field(page, 'name').fill('李四')
  await field(page, 'username').fill('lisi')
  await field(page, 'posting.role').selectOption('COUNTY_OFFICE')
  await field(page, 'posting.regionCode').selectOption('130722000000')
  await field(page, 'stepUpPassword').fill(PASSWORD)
  await page.getByRole('button', { name: '建立账号并出邀请单' }).click()
  await expect(page.getByText('密码或动态口令不对').first()).toBeVisible()
  await expect(field(page, 'username')).toHaveValue('lisi')
  expect(await place.count(`SELECT count(*) FROM app_user`)).toBe(1)
  await field(page, 'stepUpPassword').fill(PASSWORD)
  await field(page, 'stepUpPasswordCode').fill(await codeOf(seed, 1))
  await page.getByRole('button', { name: '建立账号并出邀请单' }).click()
  await expect(page).toHaveURL(/\/admin\/people\/slips/)
  await expect(page.locator('code', { hasText: '/invitation/' })).toContainText(place.address)
  expect(await place.count(`SELECT count(*) FROM app_user`)).toBe(2)
})
