import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { as, fill, formOf, foundDaysAgo, later, monitor, USUAL_HANDS } from './support/monitoring'
import { rows } from './support/story'

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)

async function aQuietOne(): Promise<string> {
  const [found] = await rows<{ id: string }>(
    `SELECT h.id FROM household h WHERE h.region_code = '130799104201' AND h.poverty_status = 'EXITED' AND h.monitored_type IS NULL
       AND NOT EXISTS (SELECT FROM clue c WHERE c.household_id = h.id) AND NOT EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id)
       AND NOT EXISTS (SELECT FROM guarantee_state g WHERE g.household_id = h.id AND g.result = 'FAIL')
     ORDER BY h.household_no DESC LIMIT 1`,
  )
  if (!found) throw new Error('no household')
  return found.id
}

async function report(page: Page, householdId: string): Promise<string> {
  await as(page, 'village-cadre', `/clues/new?household=${householdId}`)
  await page.locator('[name=source][value=SELF_REPORT]').check({ force: true })
  await page.locator('[name=summary]').fill('打工的单位停工，两个月没有收入')
  await page.locator('form:has([name=summary]) [type=submit]').click()
  await expect(page).toHaveURL(/\/clues\/[0-9a-f-]{36}/)
  return page.url().split('/').at(-1) as string
}

test('story 10: a clue is dismissed at the home check with a reason; another one of the household is confirmed later', async ({
  page,
}) => {
  test.setTimeout(300_000)
  const id = await aQuietOne()
  const first = await report(page, id)
  await page.getByLabel('绿色通道：先帮后录').check()
  await fill(page, '派核线索', {})
  await expect(formOf(page, '派核线索').locator('[role=alert]').first()).toBeVisible()
  await expect(page.getByLabel('绿色通道：先帮后录')).toBeChecked()
  await fill(page, '派核线索', { greenReason: '断粮，先送米面' })
  await expect(page).toHaveURL(/\/identification\/[0-9a-f-]{36}/)
  await expect(page.getByText('断粮，先送米面').first()).toBeVisible()
  expect(await faults(page)).toEqual([])
  const procedure = page.url()

  await as(page, 'township', procedure)
  await page.getByText('核实后不纳入', { exact: true }).click()
  await fill(page, '决定不纳入', { officers: '王一、李二', reason: 'NO_RISK', note: '已复工' })
  await expect(page.getByText('不予通过').first()).toBeVisible()
  await page.goto(`/clues/${first}`)
  await expect(page.getByText('收入不低，也没有变故').first()).toBeVisible()

  const second = await report(page, id)
  const found = await foundDaysAgo(second, 12)
  await monitor(page, second, found, { ...USUAL_HANDS, village: 'village-cadre' })
  const [opened] = await rows<{ days: number }>(
    `SELECT c.identified_on - l.opened_on AS days FROM monitoring_case c JOIN clue l ON l.case_id = c.id WHERE l.id = $1`,
    [second],
  )
  expect(opened?.days).toBeLessThanOrEqual(15)
  expect(later(found, opened?.days ?? 0) <= later(found, 15)).toBe(true)
  await page.goto(`/clues/${second}`)
  await expect(page.getByRole('link', { name: /JC-/ }).first()).toBeVisible()
})
