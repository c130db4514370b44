import { expect, test } from '@playwright/test'
import { PASSWORD, signIn } from './support/sign-in'

test('a wrong password says so at the field and keeps the account', async ({ page }) => {
  await page.goto('/login')
  await page.locator('[name=username]').fill('auditor')
  await page.locator('[name=password]').fill('not this one at all')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  const password = page.locator('[name=password]')
  await expect(password).toHaveAttribute('aria-invalid', 'true')
  const described = await password.getAttribute('aria-describedby')
  await expect(page.locator(`[id="${described}"]`)).toContainText('账号或密码不对')
  await expect(page.locator('[name=username]')).toHaveValue('auditor')
})

test('a place asked for before signing in is where one arrives after it', async ({ page }) => {
  await page.goto('/households?q=wang')
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByRole('link', { name: '县扶贫办' }).click()
  await expect(page.locator('[name=password]')).toHaveValue(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).toHaveURL(/\/households\?q=wang$/)
})

test('an address outside the site is never where one arrives', async ({ page }) => {
  await signIn(page, 'county-office', '//elsewhere.example/x')
  expect(page.url()).not.toContain('elsewhere.example')
  await expect(page.locator('.shell')).toBeVisible()
})

test('the keyboard reaches the content in two strokes', async ({ page }) => {
  await signIn(page, 'county-office')
  await page.goto('/me')
  await page.keyboard.press('Tab')
  await expect(page.locator('.skip')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
})

test('a page that does not exist is told in the shell', async ({ page }) => {
  await signIn(page, 'county-office')
  const answer = await page.goto('/households/00000000-0000-4000-8000-000000000000')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有找到这一页')
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('one signs in, changes language and appearance, and signs out', async ({ page }) => {
    await page.goto('/login')
    await page.getByRole('link', { name: '系统管理员' }).click()
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.goto('/me')
    await page.locator('main').getByRole('button', { name: '深色' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.locator('main').getByRole('button', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page).toHaveURL(/\/me$/)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/login/)
    await expect(page.getByText('You have signed out.')).toBeVisible()
  })
})
