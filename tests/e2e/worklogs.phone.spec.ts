import { expect, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

test('a first secretary keeps his day whose connection breaks, puts it right, asks for leave and takes it back, and records a loan', async ({
  page,
}) => {
  await signIn(page, 'first-secretary', '/worklogs')
  await page.getByRole('link', { name: '写今天的日志' }).click()
  await page.getByText('入户走访', { exact: true }).click()
  await page.getByLabel('具体做了什么').fill('走访三户，送去地膜')
  await page.route(
    '**/api/outbox',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await page.getByRole('button', { name: '保存记录' }).click()
  await expect(page.getByRole('heading', { name: '这条记录存在本机，待上报' })).toBeVisible()
  await page.goto('/worklogs')
  await expect(page.getByText('走访三户，送去地膜')).toHaveCount(1)
  await page.getByRole('row', { name: '走访三户，送去地膜' }).getByRole('link').click()
  await page.getByRole('link', { name: '更正' }).click()
  await page.getByLabel('具体做了什么').fill('走访两户，送去地膜')
  await page.getByLabel('为什么更正').fill('户数写错')
  await page.getByRole('button', { name: '保存记录' }).click()
  await expect(page.getByText('走访两户，送去地膜')).toBeVisible()
  const days = await rows<{ content: string }>(
    `SELECT content FROM work_log WHERE content LIKE '%送去地膜' ORDER BY supersedes NULLS FIRST`,
  )
  expect(days.map(({ content }) => content)).toEqual(['走访三户，送去地膜', '走访两户，送去地膜'])
  await page.goto('/worklogs/leave')
  await page.getByLabel('从哪天起').fill('2026-05-06')
  await page.getByLabel('到哪天止').fill('2026-05-07')
  await page.getByLabel('事由').fill('回家办事')
  await page.getByRole('button', { name: '保存记录' }).click()
  await expect(page).toHaveURL(/\/worklogs$/)
  await page.goto('/worklogs?month=2026-05')
  await page.getByText('撤回请假', { exact: true }).click()
  await page.getByRole('button', { name: '撤回', exact: true }).click()
  await expect(page).toHaveURL(/\/worklogs$/)
  await page.goto('/worklogs?month=2026-05')
  await expect(page.getByText('已撤回', { exact: true })).toBeVisible()
  const [borrower] = await rows<{ household: string; person: string; name: string }>(
    `SELECT m.household_id AS household, p.id AS person, p.name FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.region_code = '130799104201' AND m.valid_to IS NULL AND p.birth_date BETWEEN '1970-01-01' AND '1995-01-01' ORDER BY m.id LIMIT 1`,
  )
  await page.goto(`/loans/new?household=${borrower?.household}`)
  await page.getByLabel('借款人').selectOption(borrower?.person ?? '')
  await page.getByLabel('金额').fill('60000')
  await page.getByLabel('放款日期').fill('2025-04-01')
  await page.getByLabel('到期日期').fill('2026-05-01')
  await page.getByRole('button', { name: '保存记录' }).click()
  await expect(page.getByText('扶贫小额信贷每户不超过 50000 元。').first()).toBeVisible()
  await page.getByLabel('金额').fill('20000')
  await page.getByRole('button', { name: '保存记录' }).click()
  await page.getByRole('row', { name: '20,000' }).getByRole('link', { name: borrower?.name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('20,000')
})
