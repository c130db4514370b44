import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { decrypt } from 'officecrypto-tool'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

/** The small demo county has fewer people than the policy lets pass; here it lets pass fewer. */
const THRESHOLD = 200
const PASSWORD = '三季度-2026-报市'
const NOTE = '报市办三季度台账，只交市办'

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
}

async function asLeader<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  try {
    const page = await context.newPage()
    await signIn(page, 'county-leader', '/exports')
    return await work(page)
  } finally {
    await context.close()
  }
}

test('a large list waits for a second person, is made, downloaded once, and holds what the list holds', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await rows(
    `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
     VALUES (gen_random_uuid(), 'export.approvalRows', '130799', '2026-01-01', $1, '行', '演示值', 'DEMO')`,
    [THRESHOLD],
  )
  await signIn(page, 'county-office', '/households')
  await page.getByRole('link', { name: '导出本表' }).click()
  await clean(page)
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM membership m JOIN household h ON h.county_code = m.county_code AND h.id = m.household_id
     WHERE h.county_code = '130799' AND h.is_active AND m.valid_from <= DATE '2026-03-26' AND (m.valid_to IS NULL OR m.valid_to > DATE '2026-03-26')`,
  )
  expect(n).toBeGreaterThan(THRESHOLD)
  await page.locator('label', { hasText: '农户台账（' }).click()
  await page.getByLabel('用途', { exact: true }).selectOption({ label: '报送上级' })
  await page.getByLabel('具体事由和去向').fill('报')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('请写具体一些，至少 4 个字。').first()).toBeVisible()
  await page.getByLabel('具体事由和去向').fill(NOTE)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]{36}$/)
  await expect(page.getByText('要另一位同志批准')).toBeVisible()
  await clean(page)
  const address = new URL(page.url()).pathname

  await asLeader(browser, async (leader) => {
    await clean(leader)
    await leader.locator(`a[href="${address}"]`).first().click()
    await expect(leader.getByText(NOTE).first()).toBeVisible()
    await clean(leader)
    await leader.getByRole('button', { name: '不批准' }).click()
    await expect(leader.getByText('不批准的，请写明原因。').first()).toBeVisible()
    await leader.getByRole('button', { name: '批准', exact: true }).click()
    await expect(leader.getByText('已批准，待生成')).toBeVisible()
  })

  await page.reload()
  await page.getByRole('button', { name: '生成文件' }).click()
  await expect(page.getByRole('button', { name: '取下载链接' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '取下载链接' }).click()
  const save = page.getByRole('button', { name: /^下载/ })
  const href = (await page.locator('form[action^="/api/exports/"]').getAttribute('action')) as string
  const password = page.getByRole('textbox', { name: '打开密码' })
  await password.fill('太短')
  await save.click()
  await expect(page.getByText('密码至少 8 个字符，不要有空格。')).toBeVisible()
  await clean(page)
  await password.fill(PASSWORD)
  const [file] = await Promise.all([page.waitForEvent('download'), save.click()])
  await expect(page.getByText('文件已加密。忘了密码只能重新下载。')).toBeVisible()
  expect(file.suggestedFilename()).toMatch(/^青岭县_农户台账_DC-2026-\d{4}\.xlsx$/)
  const workbook = new ExcelJS.Workbook()
  const opened = await decrypt(readFileSync(await file.path()), { password: PASSWORD })
  await workbook.xlsx.load(new Uint8Array(opened).buffer)
  const [sheet] = workbook.worksheets
  expect(sheet?.actualRowCount).toBe(n + 3)
  expect(String(sheet?.getRow(1).getCell(1).value)).toContain(NOTE)
  expect(String(sheet?.getRow(n + 3).getCell(1).value)).toContain(NOTE)
  const heads = ((sheet?.getRow(2).values ?? []) as string[]).slice(1)
  const ids = sheet
    ?.getColumn(heads.indexOf('证件号码') + 1)
    .values.slice(3, -1)
    .map(String)
  expect(ids?.filter((text) => /\d{17}/.test(text))).toEqual([])

  const again = await page.goto(href)
  expect(again?.url()).toContain('?link=used')
  await expect(page.getByText('链接已用过或已过十分钟')).toBeVisible()
  await expect(page.getByText('已下载').first()).toBeVisible()

  await page.goto('/exports')
  await expect(page.getByRole('heading', { name: '本辖区谁导出过什么' })).toBeVisible()
  await clean(page)
})
