import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { rows } from './support/story'

test('one measure for a village is seen before it is entered and taken back as a whole', async ({ page }) => {
  await signIn(page, 'township', '/support/batch?type=LIV_POWER&region=130799104201')
  await expect(page.getByText(/可以录 \d+ 户/)).toBeVisible()
  const ticks = page.locator('input[name=households]')
  const all = await ticks.count()
  await ticks.first().uncheck()
  await page.locator('[name=unit]').fill('供电所')
  await page.getByRole('button', { name: '为选中的农户录入' }).click()
  await expect(page.getByText(`已为 ${all - 1} 户录入`)).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations).toEqual([])
  await page.goto('/support/batch?type=LIV_POWER&region=130799104201')
  await expect(page.getByText('可以录 1 户')).toBeVisible()
  await page.goBack()
  await page.getByText('整批撤销').first().click()
  await page.getByRole('button', { name: '整批撤销' }).click()
  await expect(page.getByText(/这一批已于 .* 撤销/)).toBeVisible()
  const left = await rows<{ n: string }>(`SELECT count(*) AS n FROM support_measure WHERE type_code = 'LIV_POWER'`)
  expect(Number(left[0]?.n)).toBe(0)
})
