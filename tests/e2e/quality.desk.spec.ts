import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

const VILLAGE = '130799104201'

/** A household of the village in which only two things are wrong: its one member is healthy without labour, and nobody of it is at school. */
async function aDoubtfulHousehold(): Promise<{ id: string; no: string }> {
  const [household] = await rows<{ id: string; household_no: string }>(
    `SELECT h.id, h.household_no FROM household h WHERE h.region_code = $1 AND h.is_active AND h.member_count = 1
       AND h.poverty_status = 'EXITED' AND h.monitored_type IS NULL ORDER BY h.household_no DESC LIMIT 1`,
    [VILLAGE],
  )
  if (!household) throw new Error('the village has no household of one')
  await rows(`UPDATE household SET main_cause = 'SCHOOLING', other_causes = NULL WHERE id = $1`, [household.id])
  await rows(
    `UPDATE person SET health = '{HEALTHY}', labour = 'LOST', education = 'PRIMARY', schooling = NULL, work_area = NULL, work_months = NULL
     WHERE id IN (SELECT person_id FROM membership WHERE household_id = $1)`,
    [household.id],
  )
  return { id: household.id, no: household.household_no }
}

test('a township opens a village’s list, explains one doubt, mends another, and both are gone', async ({ page }) => {
  test.setTimeout(120_000)
  const { id, no } = await aDoubtfulHousehold()
  await signIn(page, 'township', '/quality')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('数据质量')
  const village = page.locator(`a[href="/quality?region=${VILLAGE}"]`)
  await expect(village).toBeVisible({ timeout: 30_000 })
  await village.click()
  await page.goto(`/quality?region=${VILLAGE}&rule=R21`)
  const own = page.locator('section', { hasText: no })
  await expect(own).toContainText('健康却丧失劳动力')
  expect((await new AxeBuilder({ page }).analyze()).violations.map((violation) => violation.id)).toEqual([])

  await own.getByText('情况属实，写说明').click()
  await own.getByLabel('为什么属实').fill('9')
  await own.getByRole('button', { name: '保存说明' }).click()
  await expect(page.getByText('请写清原因，至少 4 个字。').first()).toBeVisible()
  await own.getByLabel('为什么属实').fill('入户核实，右手受过伤，评定在办')
  await own.getByRole('button', { name: '保存说明' }).click()
  await expect(page.getByText('已说明，这一条已移到“已说明”。')).toBeVisible()
  await page.goto(`/quality?region=${VILLAGE}&rule=R21`)
  await expect(page.locator('section', { hasText: no })).toHaveCount(0)
  await page.goto(`/quality?region=${VILLAGE}&show=EXPLAINED`)
  await expect(page.locator('section', { hasText: no })).toContainText('右手受过伤')

  await page.goto(`/quality?region=${VILLAGE}&rule=R48`)
  const cause = page.locator('section', { hasText: no })
  await expect(cause).toContainText('原因是因学，没有在校生')
  await cause.getByRole('link', { name: '去改正' }).click()
  await expect(page).toHaveURL(new RegExp(`/households/${id}/edit`))
  await page.locator('[name=mainCause]').selectOption('LACK_SKILL')
  await page.locator('form:has([name=mainCause]) [type=submit]').last().click()
  await expect(page).toHaveURL(new RegExp(`/households/${id}\\?saved=`))
  await expect(page.locator('#quality')).not.toContainText('致贫原因和成员不符')
  await page.goto(`/quality?region=${VILLAGE}&rule=R48`)
  await expect(page.locator('section', { hasText: no })).toHaveCount(0)
})
