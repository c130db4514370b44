import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { rows } from './support/story'

for (const [language, title] of [
  ['zh-CN', '一户一档缺家庭成员签字'],
  ['en', 'A signature is missing in the file'],
] as const) {
  test(`a first secretary records what he sees in a household; a wrong day stands beside its field (${language})`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: 'locale', value: language, url: baseURL ?? '' }])
    const [household] = await rows<{ id: string }>(
      `SELECT id FROM household WHERE region_code = '130799104201' AND is_active AND monitored_type IS NULL ORDER BY id DESC LIMIT 1`,
    )
    const words = `${title} ${randomUUID().slice(0, 8)}`
    await signIn(page, 'first-secretary', `/findings/new?household=${household?.id}`)
    await page.locator('[name=category]').selectOption('FILES')
    await page.locator('[name=title]').fill(words)
    await page.locator('[name=aspect]').selectOption('BASIC_WORK')
    await page.locator('[name=foundOn]').evaluate((field: HTMLInputElement) => {
      field.removeAttribute('max')
      field.value = '2100-01-01'
    })
    await page.locator('form:has([name=title]) [type=submit]').click()
    await expect(page.locator('#f-foundOn-error')).toBeVisible()
    await expect(page.locator('[name=title]')).toHaveValue(words)
    await page.locator('[name=foundOn]').fill('2026-01-15')
    await page.locator('form:has([name=title]) [type=submit]').click()
    await expect(page).toHaveURL(/\/findings\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('heading', { name: words })).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBeLessThanOrEqual(0)
    await page.goto('/findings')
    await expect(page.getByRole('link', { name: words })).toBeVisible()
  })
}
