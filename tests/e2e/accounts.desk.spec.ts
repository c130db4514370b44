import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { PASSWORD, signIn } from '@/tests/e2e/support/sign-in'

const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)
const signOut = (page: Page) => page.context().clearCookies({ name: /session-token|sign-in/ })
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)

test('an administrator makes an account, hands over the slip, and the person sets a password and is in', async ({
  page,
}) => {
  await signIn(page, 'administrator', '/admin/people')
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: '新建账号' }).click()
  expect(await faults(page)).toEqual([])
  await field(page, 'name').fill('田新任')
  await field(page, 'username').fill('tian.xinren')
  await field(page, 'posting.role').selectOption('FIRST_SECRETARY')
  await field(page, 'posting.regionCode').selectOption('130799104201')
  await field(page, 'stepUpPassword').fill('not the password')
  await page.getByRole('button', { name: '建立账号并出邀请单' }).click()
  await expect(page.getByText('密码或动态口令不对').first()).toBeVisible()
  await expect(field(page, 'username')).toHaveValue('tian.xinren')
  await expect(field(page, 'posting.role')).toHaveValue('FIRST_SECRETARY')
  await field(page, 'stepUpPassword').fill(PASSWORD)
  await page.getByRole('button', { name: '建立账号并出邀请单' }).click()
  await expect(page).toHaveURL(/\/admin\/people\/slips/)
  expect(await faults(page)).toEqual([])
  const address = await page.locator('code', { hasText: '/invitation/' }).innerText()

  await signOut(page)
  await page.goto(new URL(address).pathname)
  await field(page, 'password').fill('three goats behind the barn')
  await field(page, 'again').fill('three goats behind the barn')
  await page.getByRole('button', { name: '设定并登录' }).click()
  await expect(page).not.toHaveURL(/invitation|login/)
  await page.goto('/me')
  await expect(page.getByText('tian.xinren')).toBeVisible()
  await signOut(page)
  await page.goto(new URL(address).pathname)
  await expect(page.getByText('这张邀请已经不能用了')).toBeVisible()

  await signIn(page, 'administrator', '/admin/people?q=tian.xinren')
  await page.getByRole('link', { name: '田新任' }).click()
  await expect(page.getByRole('heading', { name: '这个账号的记录' })).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '让他在所有设备上退出' }).click()
  await expect(page.getByText('现在没有登录')).toBeVisible()
})

test('somebody acts for another with his own sign-in, chooses the posting, and is out when it is ended', async ({
  page,
}) => {
  await signIn(page, 'county-leader', '/me/deputy')
  expect(await faults(page)).toEqual([])
  const today = await field(page, 'validFrom').inputValue()
  await field(page, 'username').fill('line-department')
  await field(page, 'validTo').fill(today)
  await field(page, 'stepUpPassword').fill(PASSWORD)
  await page.getByRole('button', { name: '指定代理' }).click()
  await expect(page.getByText('蒋行业')).toBeVisible()

  await signOut(page)
  await page.goto('/login?next=/me')
  await field(page, 'username').fill('line-department')
  await field(page, 'password').fill(PASSWORD)
  await page.locator('form:has([name=password]) [type=submit]').click()
  await expect(page).toHaveURL(/\/login\/posting/)
  expect(await faults(page)).toEqual([])
  await page.locator('form div', { hasText: '代卢县领' }).getByRole('button').click()
  await expect(page).toHaveURL(/\/me$/)
  await expect(page.getByText('代卢县领办理')).toBeVisible()
  const acting = await page.context().cookies()

  await signOut(page)
  await signIn(page, 'county-leader', '/me/deputy')
  await page.getByRole('button', { name: '马上结束' }).click()
  await expect(page.getByRole('button', { name: '马上结束' })).toHaveCount(0)
  await signOut(page)
  await page.context().addCookies(acting)
  await page.goto('/me')
  await expect(page).toHaveURL(/\/login/)
})
