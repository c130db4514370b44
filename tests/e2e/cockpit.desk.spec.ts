import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/sign-in'

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
}

test('the cockpit: a number opens as many records, a tile the level below, the bulletin a past week, the wall no shell', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await signIn(page, 'supervisor', '/cockpit')
  await expect(page.getByRole('table', { name: /个在挂的地方/ })).toBeVisible()
  await clean(page)
  const open = page.getByRole('link', { name: /^全部 [\d,]+ 条$/ })
  const count = Number((await open.innerText()).replace(/\D/g, ''))
  await open.click()
  await expect(page.getByText(`共 ${count.toLocaleString('en-US')} 条`)).toBeVisible()
  await clean(page)
  await page.goto('/cockpit')
  await page.locator('.rm-tiles a', { hasText: '青岭县' }).click()
  await expect(page).toHaveURL(/\/cockpit\?region=130799000000$/)
  await page.goto('/cockpit/bulletin?week=2020-01-01')
  await expect(page.getByRole('heading', { name: /挂牌督战周报$/ })).toBeVisible()
  await page.goto('/cockpit?screen=large')
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('status')).toContainText('更新')
})
