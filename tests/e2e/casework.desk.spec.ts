import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/sign-in'

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
}

test('progress, casework: numbers open their lists, a day its visits; a village has its level, a person his own page', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await signIn(page, 'county-office', '/dashboard/130799000000')
  await page.getByRole('link', { name: '办理情况', exact: true }).click()
  const funnel = page.getByRole('table', { name: '从线索到风险消除' })
  await clean(page)
  const helped = funnel.getByRole('row', { name: /^措施已落实/ }).getByRole('link')
  const n = Number(await helped.innerText())
  await helped.click()
  await expect(page.getByText('只列：措施已落实')).toBeVisible()
  await clean(page)
  await expect(page.getByRole('table', { name: '监测对象' }).locator('tbody tr')).toHaveCount(n)
  await page.goBack()
  const day = page
    .getByRole('table', { name: /每天的走访次数和户数$/ })
    .getByRole('link')
    .first()
  const visits = Number(/(\d+) 次/.exec(await day.innerText())?.[1])
  await day.click()
  await expect(page.getByText(/^只列：.*的走访/)).toBeVisible()
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(visits)
  await page.goto('/dashboard/130799104201')
  await expect(page.getByRole('table', { name: /：(稳定|关注|预警)$/ })).toBeVisible()
  await page.goto('/mine')
  await expect(page.getByRole('heading', { level: 1, name: /我的工作/ })).toBeVisible()
  await clean(page)
})
