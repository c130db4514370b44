import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { PASSWORD, signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'

test('a whole number is asked for with a reason, nothing typed is lost when the password was wrong, and who looked is told', async ({
  page,
}) => {
  const household = await householdOf('王守田')
  await signIn(page, 'first-secretary', `/households/${household}`)
  await page
    .getByRole('link', { name: /^查看.*证件号码/ })
    .first()
    .click()
  await page.getByText('核对身份').tap()
  await page.locator('[name=reason]').fill('核对低保复核名单')
  await page.locator('[name=stepUpPassword]').fill('not the password')
  await page.getByRole('button', { name: '显示 60 秒' }).tap()
  await expect(page.getByText('密码或动态口令不对').first()).toBeVisible()
  await expect(page.locator('[name=reason]')).toHaveValue('核对低保复核名单')
  await expect(page.locator('[name=purpose][value=CHECK_IDENTITY]')).toBeChecked()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.locator('[name=stepUpPassword]').fill(PASSWORD)
  await page.getByRole('button', { name: '显示 60 秒' }).tap()
  await expect(page.locator('output')).toHaveText(/^99\d{15}[\dX]$/)
  expect(page.url()).not.toMatch(/99\d{15}/)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const [line] = await rows('SELECT * FROM access_log WHERE household_id = $1 AND kind = $2', [household, 'UNMASK'])
  expect(line).toMatchObject({ purpose: 'CHECK_IDENTITY', reason: '核对低保复核名单' })

  await page.context().clearCookies()
  await signIn(page, 'county-office', `/households/${household}/history?kind=READINGS`)
  await expect(page.getByText('核对低保复核名单')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})
