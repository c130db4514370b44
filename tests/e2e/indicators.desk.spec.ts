import { expect, test } from '@playwright/test'
import { anOfficer } from '@/tests/e2e/support/officer'
import { signIn } from '@/tests/e2e/support/sign-in'

const HEAD = 'id,article,region_code,kind,indicator_input,value,unit,qualifier,as_of,period_start,period_end,note'
const SOURCE = '复工日报（第十四期）'

test('facts are reported, imported and corrected, and the figure and the target follow', async ({ page, browser }) => {
  test.setTimeout(120_000)
  await signIn(page, await anOfficer('130799'), '/indicators/facts/new')
  await page.getByLabel('上报指标', { exact: true }).selectOption('leading_firms_resumed')
  await page.getByLabel('数值', { exact: true }).fill('1.2万')
  await page.getByLabel('来源文件', { exact: true }).fill(SOURCE)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('alert').getByText('请写数字')).toBeVisible()
  await expect(page.getByLabel('来源文件', { exact: true })).toHaveValue(SOURCE)
  await page.getByLabel('数值', { exact: true }).fill('73')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page).toHaveURL(/\/indicators\/facts\/[0-9a-f-]{36}\?kept=1$/)
  const fact = page.url()

  const day = await page.evaluate(() => document.body.innerText.match(/(\d{4})年(\d{1,2})月(\d{1,2})日/)?.slice(1))
  const [year = '', month = '', date = ''] = day ?? []
  const asOf = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  await page.goto('/indicators/facts/import')
  const line = (value: string) =>
    `A1,${SOURCE},130799000000,FACT,leading_firms_total,${value},家,exact,${asOf},,,\nA2,${SOURCE},130799000000,TARGET,leading_firm_resumption_rate,100,%,exact,,${year}-01-01,${year}-12-31,`
  await page.getByLabel('表格内容（CSV）', { exact: true }).fill(`${HEAD}\n${line('许多')}`)
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByRole('alert').getByRole('row', { name: /2 value/ })).toBeVisible()
  await page.getByLabel('表格内容（CSV）', { exact: true }).fill(`${HEAD}\n${line('84')}`)
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByText('已导入上报数 1 条、目标 1 条')).toBeVisible()

  await page.goto(`/indicators?source=${encodeURIComponent(SOURCE)}`)
  const figure = page.getByRole('row', { name: /^扶贫龙头企业复工率/ })
  await expect(figure).toContainText('86.9 %')
  await expect(figure).toContainText('73 ÷ 84')
  const address = `/api/indicators?region=130799000000&source=${encodeURIComponent(SOURCE)}`
  const told = await page.request.get(address)
  expect(told.status()).toBe(200)
  const { indicators } = (await told.json()) as { indicators: { code: string; reported: { value: string } | null }[] }
  const rate = indicators.find(({ code }) => code === 'leading_firm_resumption_rate')
  expect(rate?.reported).toMatchObject({ value: '86.9', numerator: '73', denominator: '84' })
  const etag = told.headers().etag ?? ''
  expect((await page.request.get(address, { headers: { 'if-none-match': etag } })).status()).toBe(304)
  expect((await page.request.get('/api/indicators?asOf=x')).status()).toBe(422)
  expect((await page.request.get('/api/indicators?region=130730000000')).status()).toBe(404)

  await page.goto(fact)
  await page.getByText('更正或撤回', { exact: true }).click()
  await page.getByLabel('数值', { exact: true }).fill('84')
  await page.getByLabel('理由', { exact: true }).fill('漏报十一家')
  await page.getByRole('button', { name: '保存更正', exact: true }).click()
  await expect(page.getByText('第 2 版', { exact: true })).toBeVisible()
  await page.goto('/indicators/targets')
  const target = page.getByRole('row', { name: /^扶贫龙头企业复工率/ })
  await expect(target).toContainText('已达目标')
  await target.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('扶贫龙头企业复工率')

  // The county is counted now; a cadre sees his village beside it, and what is few in it covered.
  const other = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  try {
    const cadre = await other.newPage()
    await signIn(cadre, 'village-cadre', '/indicators')
    const beside = cadre.getByRole('table', { name: /的各项指标与上级对照$/ })
    const cells = beside.getByRole('row', { name: /^走访覆盖/ }).getByRole('cell')
    await expect(cells.first()).toHaveText(/^\d+\.\d%（\d+\/\d+）$/)
    await expect(cells.nth(3)).toHaveText(/^\d+\.\d%（[\d,]+\/[\d,]+）$|^户数少，不显示$/)
    await cadre.goto('/dashboard')
    await expect(cadre.getByRole('table', { name: /与上级对照：走访覆盖$/ }).getByRole('row')).toHaveCount(5)
    await expect(cadre.getByRole('columnheader', { name: '上级', exact: true })).toBeVisible()
  } finally {
    await other.close()
  }
})
