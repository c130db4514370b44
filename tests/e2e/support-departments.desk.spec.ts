import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { checkDigit } from '@/lib/households/rules/id-number'
import { anOfficer } from './support/officer'
import { signIn } from './support/sign-in'
import { rows } from './support/story'

/** A measure of a health bureau and one of another branch, for a household that no story and no monitoring is about. */
async function measures() {
  const [found] = await rows<{ own: string; foreign: string }>(
    `SELECT m.id AS own, f.id AS foreign FROM support_measure m JOIN measure_type t ON t.code = m.type_code AND t.category = 'HEALTH'
     JOIN support_measure f ON f.household_id = m.household_id JOIN measure_type o ON o.code = f.type_code AND o.category = 'INDUSTRY'
     WHERE m.region_code NOT LIKE '130799104%' AND m.case_id IS NULL AND f.case_id IS NULL
       AND NOT EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = m.household_id) ORDER BY m.id DESC LIMIT 1`,
  )
  return found as { own: string; foreign: string }
}

test('the county office says which field a department has; the department records within it and sees nothing beyond', async ({
  page,
  context,
}) => {
  // An account of its own: what a department must prove at the door is another journey.
  const name = '田卫健'
  const username = await anOfficer('130799', { role: 'LINE_DEPARTMENT', name })
  await signIn(page, 'county-office', '/support/types')
  const fields = page.locator('#fields details').filter({ has: page.locator('summary', { hasText: name }) })
  await fields.locator('summary').click()
  for (const category of ['HEALTH', 'HOUSING'])
    await fields.locator(`[name=categories][value=${category}]`).check({ force: true })
  await fields.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('主管类别已保存。')).toBeVisible()
  await expect(fields.locator('summary')).toContainText('住房')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const { own, foreign } = await measures()
  await context.clearCookies()
  await signIn(page, username, `/support/${own}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.locator('a[href^="/support/new?household="]').click()
  const types = await page.locator('[name=typeCode] option').allTextContents()
  expect(types.slice(1).every((each) => /健康|住房/.test(each))).toBe(true)
  await page.locator('[name=typeCode]').selectOption('HOU_REPAIR')
  await page.locator('[name=unit]').fill('县住建局')
  await page.locator('[name=responsible]').fill(name)
  await page
    .locator('form')
    .filter({ has: page.locator('[name=typeCode]') })
    .getByRole('button')
    .last()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: '住房修缮' })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.goto('/support/batch?type=HEA_DOCTOR&group=ALL')
  await expect(page.getByText(/可以录 \d+ 户/)).toBeVisible()
  await page.goto(`/support/${foreign}`)
  await expect(page.getByText('住房修缮')).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/产业|光伏|资产|种苗|养殖/)

  await page.goto('/support/lists')
  const form = page.locator('form').filter({ has: page.locator('[name=numbers]') })
  const unknown = '99079919800101999'
  await form.locator('[name=purpose]').fill('一季度住院自付较高人员')
  await form.locator('[name=numbers]').fill(`${unknown}${checkDigit(unknown)}\n12345`)
  await form.getByRole('button', { name: '先核对' }).click()
  await expect(page.getByText('第 2 行：不是有效的身份证号。')).toBeVisible()
  await expect(page.getByRole('button', { name: '确认比对' })).toHaveCount(0)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('link', { name: '换一份名单' }).click()
  await form.locator('[name=purpose]').fill('一季度住院自付较高人员')
  await form.locator('[name=numbers]').fill(`${unknown}${checkDigit(unknown)}`)
  await form.getByRole('button', { name: '先核对' }).click()
  await expect(page.getByText('还没有比对，也没有保存。')).toBeVisible()
  await page.getByRole('button', { name: '确认比对' }).click()
  await expect(page.getByText('名单里没有登记的农户。')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByText('撤回名单').click()
  await page.getByRole('button', { name: '撤回', exact: true }).click()
  await expect(page.getByText('名单已经结束，不再显示比中的农户。')).toBeVisible()
})
