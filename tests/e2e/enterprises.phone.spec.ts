import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  expect(wide).toBe(0)
}

/** Opens a folded step if it is not open, writes its note and sends it. */
async function step(page: Page, name: string, prefix: string, note: string): Promise<void> {
  const field = page.locator(`#f-${prefix}note`)
  if (!(await field.isVisible())) await page.getByText(name, { exact: true }).first().click()
  await field.fill(note)
  await page.locator(`form:has(#f-${prefix}note) [type=submit]`).click()
}

test('a workshop is registered, checked on site by the county, reports without a connection, and its difficulty is a line of the ledger', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const [village] = await rows<{ code: string }>(
    `SELECT r.code FROM region r JOIN posting p ON p.region_code = r.parent_code JOIN app_user u ON u.id = p.user_id AND u.username = 'township'
     WHERE NOT EXISTS (SELECT FROM enterprise e WHERE e.region_code = r.code) ORDER BY r.code DESC LIMIT 1`,
  )
  const code = village?.code ?? ''
  await signIn(page, 'township', `/enterprises/new?region=${code}`)
  await page.getByLabel('企业名称').fill('柳编车间')
  await page.getByLabel('联系电话').fill('19903130099')
  await clean(page)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('heading', { name: '柳编车间' })).toBeVisible()
  await expect(page.getByText('199****0099')).toBeVisible()
  const own = new URL(page.url()).pathname
  await step(page, '申请复工', 'apply-', '防疫物资备齐')
  await expect(page.getByText('已申请', { exact: true })).toBeVisible()

  const office = await (await browser.newContext()).newPage()
  await signIn(office, 'county-office', own)
  await step(office, '现场查验', 'check-', '隔离场所、消毒都到位')
  await expect(office.getByText('已查验', { exact: true })).toBeVisible()

  await page.reload()
  await step(page, '复工', 'resume-', '')
  await expect(page.getByText('已复工', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: '填报', exact: true }).first().click()
  await clean(page)
  await page.getByLabel('职工总数').fill('30')
  await page.getByLabel('已返岗', { exact: true }).fill('32')
  await page.getByLabel('其中贫困劳动力').fill('11')
  await page.getByRole('button', { name: '保存填报' }).click()
  await expect(page.getByText('返岗人数不能多于职工总数。').first()).toBeVisible()
  await page.getByLabel('已返岗', { exact: true }).fill('24')
  await page.route('**/api/outbox', (route) => route.abort('internetdisconnected'), { times: 1 })
  await page.getByRole('button', { name: '保存填报' }).click()
  await expect(page.getByRole('heading', { name: '这份填报存在本机，待上报' })).toBeVisible()
  await page.getByRole('button', { name: '现在上报' }).click()
  await expect(page).toHaveURL(new RegExp(`${own}$`), { timeout: 30_000 })

  await page.getByText('明确首席服务官', { exact: true }).first().click()
  await page.locator('#f-assign-userId').selectOption({ index: 1 })
  await page.locator('form:has(#f-assign-userId) [type=submit]').click()
  await page.getByText('提出困难', { exact: true }).first().click()
  await page.locator('#f-raise-title').fill('柳条收购资金不够')
  await page.locator('#f-raise-aspect').selectOption({ index: 1 })
  await page.locator('#f-raise-measure').fill('协调小额信贷')
  await page.locator('form:has(#f-raise-title) [type=submit]').click()
  await expect(page.getByText('待交办', { exact: true })).toBeVisible()
  await clean(page)
  await page.getByRole('link', { name: '柳条收购资金不够' }).click()
  await expect(page.getByText(/企业服务.*柳编车间/)).toBeVisible()
  await expect(page.getByRole('link', { name: '柳编车间' })).toHaveAttribute('href', own)

  await page.goto(`/enterprises/report?region=${code}`)
  const line = page.locator('tbody tr').first()
  await expect(line.locator('th')).toHaveText('扶贫车间')
  const told = ['1', '1', '100.0%', '30', '24', '80.0%', '11']
  await expect(line.locator('td')).toHaveText(told)
  await clean(page)
  const kept = await rows(
    'SELECT staff_returned FROM enterprise_figure f JOIN enterprise e ON e.id = f.enterprise_id WHERE e.region_code = $1',
    [code],
  )
  expect(kept).toEqual([{ staff_returned: 24 }])
})
