import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { anOfficer } from '@/tests/e2e/support/officer'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'
import { squares } from '@/tests/support/outlines'

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
}
const COUNTY = '130799000000'
const file = (text: string) => ({
  name: 'outlines.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(text),
})

test('an official makes a table, opens the records behind a figure, shares it, and takes it out', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const name = `脱贫户统计 ${Date.now()}`
  await signIn(page, await anOfficer('130799'), '/tables')
  await page.getByRole('link', { name: '农户', exact: true }).last().click()
  await page.getByLabel('列', { exact: true }).selectOption({ label: '农户类型' })
  await page.getByText('限定范围', { exact: true }).click()
  await page.locator('label', { hasText: /^已脱贫$/ }).click()
  await page.getByRole('button', { name: '统计', exact: true }).click()
  await expect(page.getByText('限定：脱贫状态为已脱贫')).toBeVisible()
  await clean(page)
  const total = page.getByRole('row', { name: /^合计/ })
  const figure = total.getByRole('link').last()
  const [{ n } = { n: -1 }] = await rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM household WHERE county_code = '130799' AND is_active AND poverty_status = 'EXITED'`,
  )
  expect(Number((await figure.innerText()).replaceAll(',', ''))).toBe(n)
  await expect(figure).toHaveAttribute('href', `/households?region=${COUNTY}&status=EXITED`)

  await page.getByLabel('名称', { exact: true }).fill(name)
  await page.getByLabel('谁能打开', { exact: true }).selectOption({ label: '本辖区及以下所有人' })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page).toHaveURL(/\/tables\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await clean(page)
  const saved = page.url()
  await page.getByRole('link', { name: '打印', exact: true }).click()
  await expect(page.getByRole('article').getByText(name)).toBeVisible()
  await page.goto(saved)
  await page.getByRole('link', { name: '导出本表' }).click()
  await page.getByLabel('用途', { exact: true }).selectOption({ label: '报送上级' })
  await page.getByLabel('具体事由和去向').fill('报市办，只有数目')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]{36}$/)

  const other = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  try {
    const township = await other.newPage()
    await signIn(township, 'township', '/tables')
    await township.getByRole('link', { name, exact: true }).click()
    const own = township.getByRole('row', { name: /^合计/ }).getByRole('link').last()
    expect(Number((await own.innerText()).replaceAll(',', ''))).toBeLessThan(n)
    await township.getByRole('button', { name: '另存一份' }).click()
    await expect(township).not.toHaveURL(saved)
  } finally {
    await other.close()
  }
})

test('an office brings its own outlines, and they stand on the dashboard with their number', async ({ page }) => {
  test.setTimeout(120_000)
  const codes = (
    await rows<{ code: string }>('SELECT code FROM region WHERE parent_code = $1 ORDER BY code', [COUNTY])
  ).map(({ code }) => code)
  await signIn(page, await anOfficer('130799'), `/dashboard/${COUNTY}`)
  const tiles = page.locator('.rm-tiles a')
  await expect(tiles).toHaveCount(codes.length)
  await page.getByRole('link', { name: '底图', exact: true }).click()
  await page.getByLabel('GeoJSON 文件').setInputFiles(file(squares(codes.slice(1))))
  await page.getByLabel('审图号', { exact: true }).fill('测S(2026)001号')
  await page.getByLabel('来源', { exact: true }).fill('县自然资源局（演示）')
  await page.getByLabel('制图日期', { exact: true }).fill('2026-01-01')
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByText('这些地区没有要素').first()).toBeVisible()
  await expect(page.getByLabel('审图号', { exact: true })).toHaveValue('测S(2026)001号')
  await page.getByLabel('GeoJSON 文件').setInputFiles(file(squares(codes)))
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByText('底图已导入。')).toBeVisible()
  await page.goto(`/dashboard/${COUNTY}`)
  await expect(page.getByText('审图号：测S(2026)001号')).toBeVisible()
  const areas = page.locator('.rm-svg a')
  await expect(areas).toHaveCount(codes.length)
  await clean(page)
  await page.getByRole('link', { name: '看方块图' }).click()
  await expect(tiles).toHaveCount(codes.length)
  await page.goto(`/dashboard/${COUNTY}?screen=large`)
  await expect(page.getByRole('status')).toContainText('数据截至')
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await page.goto(`/dashboard/${COUNTY}/print`)
  await expect(page.getByRole('heading', { name: /防返贫监测帮扶进度表$/ })).toBeVisible()
  await page.goto(`/dashboard/${COUNTY}/outlines`)
  await page.getByText('撤下“测S(2026)001号”（县自然资源局（演示））', { exact: true }).click()
  await page.getByLabel('撤下理由', { exact: true }).fill('审图号过期')
  await clean(page)
  await page.getByRole('button', { name: '撤下现用底图', exact: true }).click()
  await expect(page.getByText('底图已撤下，现在用方块图。')).toBeVisible()
  await expect(page.getByRole('cell', { name: /：审图号过期$/ })).toBeVisible()
  await page.goto(`/dashboard/${COUNTY}`)
  await expect(tiles).toHaveCount(codes.length)
  await expect(page.getByText('审图号：测S(2026)001号')).toHaveCount(0)
})
