import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { rows } from './support/story'

/** The township of the other journeys about relief, whose queue is left alone. */
const OTHERS = '130799104'

type Waiting = { no: string; yuan: string; township: string; name: string }

test('payouts of a township go to the bank; a wrong return file says where it is wrong, what failed is to be put right', async ({
  page,
}) => {
  const waiting = await rows<Waiting>(
    `SELECT a.application_no AS no, (a.granted_fen / 100)::text AS yuan, left(a.region_code, 9) || '000' AS township, h.head_name AS name
     FROM relief_application a JOIN household h ON h.id = a.household_id JOIN app_user u ON u.id = a.approved_by
     WHERE a.status = 'APPROVED' AND a.manner = 'CASH' AND h.bank_account_enc IS NOT NULL AND left(a.region_code, 9) <> $1
       AND u.username <> 'county-office' ORDER BY a.application_no`,
    [OTHERS],
  )
  const [first] = waiting
  if (!first) throw new Error('no payout waits')
  const mine = waiting.filter(({ township }) => township === first.township)
  await signIn(page, 'county-office')
  await page.goto(`/relief/cycles?region=${first.township}`)
  const collect = page.getByRole('button', { name: '集中成批次' })
  await expect(collect).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await collect.click()
  await expect(page).toHaveURL(/\/relief\/cycles\/[0-9a-f-]{36}/)
  await expect(page.getByRole('link', { name: first.no })).toBeVisible()
  await expect(page.locator('a[href^="/exports/new?kind=PAYMENTS"]')).toBeVisible()
  const sendFile = async (lines: readonly string[]) => {
    const body = ['申请编号,金额（元）,处理结果,失败原因', ...lines].join('\n')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '回盘.csv', mimeType: 'text/csv', buffer: Buffer.from(body) })
    await page.getByRole('button', { name: '导入', exact: true }).click()
  }
  await sendFile([`${first.no},1.23,成功,`])
  await expect(page.locator('form [role=alert]')).toContainText(`第 2 行“金额（元）”：${first.no} 应为`)
  await sendFile(mine.map(({ no, yuan }) => `${no},${yuan},失败,账号户名不符`))
  await expect(page.getByText('已登记。')).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(first.no) })).toContainText('失败 账号户名不符')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.goto(`/relief/cycles?region=${first.township}`)
  await expect(page.getByRole('link', { name: new RegExp(`^${first.name}，.*账号户名不符$`) }).first()).toBeVisible()
})
