import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf } from '@/tests/e2e/support/story'

test('list and household are read as of a past day, say so plainly, and lead back to today', async ({ page }) => {
  const id = await householdOf('王守田')
  await signIn(page, 'township', '/households')
  for (const path of ['/households', `/households/${id}`]) {
    await page.goto(path)
    await page.getByLabel('看过去某一天').fill('2013-05-01')
    await page.getByRole('button', { name: '查看' }).click()
    await expect(page.getByText('这是 2013年5月1日 的情况')).toBeVisible()
    await expect(page.getByText(/记录从 .* 开始/)).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.getByRole('link', { name: '回到今天' }).click()
    await expect(page).toHaveURL((url) => url.pathname === path && !url.searchParams.has('asOf'))
  }
  await page.goto(`/households/${id}?asOf=2026-03-26`)
  await expect(page.getByText('王守田').first()).toBeVisible()
})

test('each status of a past day leads to as many households as it says', async ({ page }) => {
  await signIn(page, 'county-office', '/households?asOf=2026-03-26&q=王')
  await expect(page.getByText(/过去某天无从知道的筛选/)).toBeVisible()
  const table = page.getByRole('table', { name: '这一天各身份的户数和人数' })
  const row = table.getByRole('row', { name: /^已脱贫/ })
  const [households, persons] = await row.getByRole('cell').allInnerTexts()
  await row.getByRole('link').click()
  await expect(page.getByText(`${households} 户，${persons} 人`)).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.getByRole('link', { name: '看全部身份' }).click()
  await expect(page).toHaveURL(
    (url) => url.searchParams.get('asOf') === '2026-03-26' && !url.searchParams.has('status'),
  )
  await page.goto('/households?asOf=2099-01-01')
  await expect(page).toHaveURL((url) => url.pathname === '/households' && !url.searchParams.has('asOf'))
})

for (const { path, tab, table, status, n } of [
  { path: '/clues', tab: '线索', table: '这一天各状态的线索数', status: '已纳入监测', n: /条线索/ },
  { path: '/monitoring', tab: '监测对象', table: '这一天各进度的监测对象数', status: '帮扶中', n: /个监测对象/ },
])
  test(`${path} is read as of a past day, and each status leads to as many as it says`, async ({ page }) => {
    await signIn(page, 'county-office', path)
    await page.getByLabel('看过去某一天').fill('2026-01-15')
    await page.getByRole('button', { name: '查看' }).click()
    await expect(page.getByRole('heading', { level: 1, name: tab })).toBeVisible()
    await expect(page.getByText('这是 2026年1月15日 的情况')).toBeVisible()
    const row = page.getByRole('table', { name: table }).getByRole('row', { name: new RegExp(`^${status}`) })
    const [many] = await row.getByRole('cell').allInnerTexts()
    await row.getByRole('link').click()
    await expect(page).toHaveURL(
      (url) => url.searchParams.get('asOf') === '2026-01-15' && url.searchParams.has('status'),
    )
    await expect(page.getByText(n).first()).toContainText(`${many} `)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.getByRole('link', { name: '看全部状态' }).click()
    await expect(page).toHaveURL((url) => url.searchParams.has('asOf') && !url.searchParams.has('status'))
    await page.getByRole('link', { name: '回到今天' }).click()
    await expect(page).toHaveURL((url) => url.pathname === path && !url.searchParams.has('asOf'))
    await page.goto(`${path}?asOf=2099-01-01`)
    await expect(page).toHaveURL((url) => url.pathname === path && !url.searchParams.has('asOf'))
    await page.goto(`${path}?asOf=2001-01-01`)
    await expect(page.getByText(/记录从 .* 开始/)).toBeVisible()
  })
