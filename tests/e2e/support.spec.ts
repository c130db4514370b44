import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { rows } from './support/story'

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)

/** A household of the story's village that is out of poverty, not monitored, and not helped by another journey. */
async function anExited(offset: number): Promise<string> {
  const [found] = await rows<{ id: string }>(
    `SELECT id FROM household h WHERE region_code = '130799104201' AND poverty_status = 'EXITED' AND monitored_type IS NULL
       AND NOT EXISTS (SELECT FROM support_plan p WHERE p.household_id = h.id)
       AND NOT EXISTS (SELECT FROM support_measure m WHERE m.household_id = h.id AND m.title = '基础母羊')
     ORDER BY household_no DESC OFFSET $1 LIMIT 1`,
    [offset],
  )
  if (!found) throw new Error('no household')
  return found.id
}

test('a measure is planned and delivered in the village and confirmed by the township', async ({ page }) => {
  const id = await anExited(1)
  await signIn(page, 'first-secretary', `/households/${id}`)
  await page.locator('#support').getByRole('link', { name: '录入措施' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('录入帮扶措施')
  await page.locator('[name=typeCode]').selectOption('IND_LIVESTOCK')
  await page.locator('[name=title]').fill('基础母羊')
  await page.locator('[name=scale]').fill('5 只')
  await page.locator('[name=amount]').fill('5,000')
  await page.locator('[name=unit]').fill('乡农业站')
  await page.locator('[name=responsible]').fill('李志强')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.locator('main').getByRole('alert')).toContainText('资金来源')
  await expect(page.locator('[name=title]')).toHaveValue('基础母羊')
  await expect(page.locator('[name=typeCode]')).toHaveValue('IND_LIVESTOCK')
  expect(await faults(page)).toEqual([])
  await page.locator('[name=fundSource]').selectOption('COUNTY')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page).toHaveURL(/\/support\/[0-9a-f-]{36}$/)
  const here = page.url()
  await expect(page.getByText('计划', { exact: true }).first()).toBeVisible()
  expect(await faults(page)).toEqual([])

  const deliver = page.locator('form', { has: page.locator('#f-deliver-on') })
  await deliver.locator('[name=effect]').fill('当年增收 2,000 元')
  await deliver.getByRole('button', { name: '登记落实' }).click()
  await expect(page.locator('.head')).toContainText('已落实，待农户确认')

  await page.context().clearCookies()
  await signIn(page, 'township', '/support?tab=unconfirmed')
  await page.goto(here)
  await page
    .locator('form', { has: page.locator('#f-confirm-on') })
    .getByRole('button', { name: '农户确认' })
    .click()
  await expect(page.locator('.head')).toContainText('农户已确认')
  await page.goto(`/households/${id}#timeline`)
  await expect(page.locator('#support')).toContainText('基础母羊')
  await page.goto(`/households/${id}/print/handbook`)
  await expect(page.locator('.paper')).toContainText('当年增收 2,000 元')
})

test('a plan is made with the household, and says which measures belong to it', async ({ page }) => {
  const id = await anExited(1)
  await signIn(page, 'village-cadre', `/households/${id}/support`)
  const form = page.locator('#plan form').first()
  await form.locator('[name=aims]').fill('稳定增收，孩子上学有保障')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('帮扶计划已保存。')).toBeVisible()
  await expect(page.locator('#plan')).toContainText('稳定增收，孩子上学有保障')
  // Somebody else changes it meanwhile: both versions stand on the page, and what was typed is saved at the second try.
  await page.goto(`/households/${id}/support`)
  await page.locator('#plan summary').first().click()
  await form.locator('[name=aims]').fill('先稳住务工，再谈养羊')
  await rows(
    `UPDATE support_plan SET helper = '赵六', aims = '发展养羊', version = version + 1 WHERE household_id = $1`,
    [id],
  )
  await form.getByRole('button', { name: '保存' }).click()
  await expect(form.getByRole('alert')).toContainText('帮扶责任人 现在是 赵六')
  await expect(page.locator('#plan')).toContainText('发展养羊')
  await expect(form.locator('[name=aims]')).toHaveValue('先稳住务工，再谈养羊')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('帮扶计划已保存。')).toBeVisible()
  await expect(page.locator('#plan')).toContainText('先稳住务工，再谈养羊')
  expect(await faults(page)).toEqual([])
})

test('a project enters the pool with its money and is approved', async ({ page }, { project }) => {
  const no = `XM-T-${project.name}`
  await signIn(page, 'county-office', '/support/projects/new')
  await page.locator('[name=projectNo]').fill(no)
  await page.locator('[name=name]').fill('草莓育苗基地')
  await page.locator('[name=batch]').fill('2026年第一批')
  await page.locator('[name=unit]').fill('农业农村局')
  await page.locator('[name=responsible]').fill('郑国良')
  await page.locator('[name="funds[0].planned"]').fill('300000')
  await page.locator('[name="funds[0].arrived"]').fill('400000')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.locator('main').getByRole('alert')).toContainText('到位金额不能超过计划金额')
  await page.locator('[name="funds[0].arrived"]').fill('200000')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('草莓育苗基地')
  await page.getByRole('button', { name: '批复' }).click()
  await expect(page.locator('.head')).toContainText('已批复')
  expect(await faults(page)).toEqual([])
})
