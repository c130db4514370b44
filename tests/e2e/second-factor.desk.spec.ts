import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { codeAt } from '@/lib/platform/totp'
import { PASSWORD, signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

/** How far the server's clock is ahead of this one, by the session it just opened. */
async function ahead(username: string): Promise<number> {
  const [row] = await rows<{ at: Date }>(
    'SELECT max(s.created_at) AS at FROM session s JOIN app_user u ON u.id = s.user_id WHERE u.username = $1',
    [username],
  )
  return (row?.at.getTime() ?? 0) - Date.now()
}

test('a person sets up one-time codes, signs in with one, and with a recovery code when the phone is away', async ({
  page,
}) => {
  const username = 'line-department'
  await signIn(page, username, '/me/second-factor')
  await page.locator('[name=stepUpPassword]').fill(PASSWORD)
  await page.getByRole('button', { name: '设置动态口令' }).click()
  await expect(page.getByRole('img', { name: '动态口令的二维码' })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const seed = (await page.locator('code').innerText()).replace(/\s/g, '')
  const offset = await ahead(username)
  const code = (seconds: number) => codeAt(seed, new Date(Date.now() + offset + seconds * 1000))
  await page.locator('[name=code]').fill('000000')
  await page.getByRole('button', { name: '核对并启用' }).click()
  await expect(page.getByText('口令不对')).toBeVisible()
  await page.locator('[name=code]').fill(code(0))
  await page.getByRole('button', { name: '核对并启用' }).click()
  await expect(page.getByText('十个恢复码')).toBeVisible()
  const recovery = await page.locator('ol li').allInnerTexts()
  expect(recovery).toHaveLength(10)

  for (const typed of [code(30), recovery[0] as string]) {
    await page.context().clearCookies({ name: /session-token/ })
    await page.goto('/login?next=/me')
    await page.locator('[name=username]').fill(username)
    await page.locator('[name=password]').fill(PASSWORD)
    await page.locator('form:has([name=password]) [type=submit]').click()
    await expect(page).toHaveURL(/\/login\/code/)
    await page.goto('/me')
    await expect(page).toHaveURL(/\/login/)
    await page.goto('/login/code')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.locator('[name=code]').fill(typed)
    await page.getByRole('button', { name: '继续' }).click()
    await expect(page).toHaveURL(/\/me$/)
  }
  await expect(page.getByText('还有 9 个恢复码')).toBeVisible()
})
