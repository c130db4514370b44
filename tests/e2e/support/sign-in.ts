import { expect, type Page } from '@playwright/test'

export const PASSWORD = 'Fangxian-demo-2026'

/** Signs a demo person in through the page, as he would; works with and without script. */
export async function signIn(page: Page, username: string, next = '/me'): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(next)}`)
  await page.locator('[name=username]').fill(username)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.locator('form:has([name=password]) [type=submit]').click()
  await expect(page).not.toHaveURL(/\/login/)
}
