import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { householdOf, rows } from './support/story'

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)
const isPhone = (project: string) => project === 'phone'

/** Another household of the story's village that is out of poverty; each project takes its own. */
async function anExited(offset: number): Promise<{ id: string; head: string }> {
  const [found] = await rows<{ id: string; head: string }>(
    `SELECT id, head_name AS head FROM household WHERE region_code = '130799104201' AND poverty_status = 'EXITED' AND monitored_type IS NULL
     ORDER BY household_no DESC OFFSET $1 LIMIT 1`,
    [offset],
  )
  if (!found) throw new Error('no household')
  return found
}

test('a wrong exit is proposed in the village, reviewed in the township, decided in the county', async ({ page }, {
  project,
}) => {
  const { id } = await anExited(isPhone(project.name) ? 0 : 1)
  await signIn(page, 'first-secretary', `/households/${id}`)
  await page.getByRole('link', { name: '识别、退出' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('开始识别或退出程序')
  await page.getByText('错退纠正', { exact: true }).click()
  const form = page.locator('form', { has: page.locator('input[value=EXIT_REVOKED]') })
  await form.getByRole('button', { name: '开始' }).click()
  await expect(form.getByRole('alert')).toContainText('依据的文件')
  await form.locator('[name=basis]').selectOption('LOOK_BACK')
  await form.locator('[name=basisText]').fill('回头看第12号问题')
  await form.getByRole('button', { name: '开始' }).click()
  await expect(page).toHaveURL(/\/identification\/[0-9a-f-]{36}/)
  const here = page.url()
  await expect(page.getByText('下一步不由您的岗位办理')).toBeVisible()
  expect(await faults(page)).toEqual([])

  await page.context().clearCookies()
  await signIn(page, 'township', '/identification?tab=mine')
  await page.goto(here)
  await page.locator('[name=reviewers]').fill('赵四')
  await page.getByRole('button', { name: '审核通过' }).click()
  await expect(page.locator('.life')).toContainText('乡镇审核')

  await page.context().clearCookies()
  await signIn(page, 'county-office', '/me')
  await page.goto(here)
  await page.locator('[name=document]').fill('青脱贫组〔2026〕3号')
  await page.getByRole('button', { name: '审定通过' }).click()
  await expect(page.getByText('已办结').first()).toBeVisible()
  await page.goto(`/households/${id}`)
  await expect(page.getByText('状态沿革')).toBeVisible()
  await expect(page.locator('section', { hasText: '状态沿革' })).toContainText('错退纠正')
  const [{ status } = { status: '' }] = await rows<{ status: string }>(
    'SELECT poverty_status AS status FROM household WHERE id = $1',
    [id],
  )
  expect(status).toBe('NOT_EXITED')
})

test('a household above the line and with every guarantee met is not identified; the page says why', async ({ page }, {
  project,
}) => {
  const id = await householdOf(isPhone(project.name) ? '孙改莲' : '刘改梅')
  await signIn(page, 'village-cadre', `/identification/new?household=${id}`)
  await page.locator('[name=consent]').check()
  await page.locator('[name=wantedType]').selectOption('POOR_GENERAL')
  await page.locator('[name=wantedCause]').selectOption('ILLNESS')
  await page.locator('[name=wantedStandard]').selectOption('NATIONAL')
  await page.getByRole('button', { name: '开始' }).click()
  await expect(page.getByText('民主评议').first()).toBeVisible()
  await page.locator('[name=officers]').fill('王一、李二')
  await page.locator('[name=compared]').check()
  await page.getByRole('button', { name: '核查通过' }).click()
  await expect(page.locator('form [role=alert]')).toContainText(/条件不符合|请勾选确认/)
  await expect(page.locator('[name=officers]')).toHaveValue('王一、李二')
})
