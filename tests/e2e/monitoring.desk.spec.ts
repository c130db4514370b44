import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { as, FOUR, fill, foundDaysAgo, fromAppraisal, later, monitor } from './support/monitoring'
import { rows } from './support/story'

const HANDS = { village: 'first-secretary', township: 'township', county: 'county-leader' }

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)

/** A household of the village with an income that may leave monitoring, that nobody watches and nothing is open for. */
async function aSteadyOne(): Promise<{ id: string; head: string }> {
  const [found] = await rows<{ id: string; head: string }>(
    `SELECT h.id, h.head_name AS head FROM household h WHERE h.region_code = '130799104201' AND h.poverty_status = 'EXITED' AND h.monitored_type IS NULL
       AND h.per_capita_income_fen > 700000 AND h.income_year = 2025
       AND NOT EXISTS (SELECT FROM clue c WHERE c.household_id = h.id) AND NOT EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id)
       AND NOT EXISTS (SELECT FROM guarantee_state g WHERE g.household_id = h.id AND g.result = 'FAIL')
     ORDER BY h.household_no LIMIT 1`,
  )
  if (!found) throw new Error('no household')
  return found
}

async function report(page: Page, householdId: string): Promise<string> {
  await as(page, 'county-office', `/clues/new?household=${householdId}`)
  await page.locator('[name=source][value=DEPARTMENT]').check({ force: true })
  await page.locator('[name=summary]').fill('医保推送：住院自付 11,000 元')
  await page.locator('form:has([name=summary]) [type=submit]').click()
  await expect(page).toHaveURL(/\/clues\/[0-9a-f-]{36}/)
  return page.url().split('/').at(-1) as string
}

test('stories 1 and 8: a department’s clue, identified within twelve days, removed after seven months, rolled back', async ({
  page,
}) => {
  test.setTimeout(480_000)
  const { id, head } = await aSteadyOne()
  const clueId = await report(page, id)
  expect(await faults(page)).toEqual([])
  const found = await foundDaysAgo(clueId, 12)
  const here = await monitor(page, clueId, found, HANDS)
  expect(await faults(page)).toEqual([])
  const [first] = await rows<{ id: string; days: number }>(
    `SELECT c.id, c.identified_on - l.opened_on AS days FROM monitoring_case c JOIN clue l ON l.case_id = c.id WHERE l.id = $1`,
    [clueId],
  )
  expect(first?.days).toBe(11)

  await as(page, 'first-secretary', `${here}/paper/check`)
  await expect(page.locator('.paper')).toContainText('防返贫监测对象入户核实表')
  await expect(page.locator('.paper')).toContainText(head)
  await page.goto(`${here}/paper/minutes`)
  await expect(page.locator('.paper')).toContainText('民主评议记录')
  await page.goto('/monitoring/ledger')
  await expect(page.locator('.paper')).toContainText(head)

  await page.goto(`/monitoring/${first?.id}`)
  await expect(page.getByText('申请风险消除')).toHaveCount(0)
  await fill(page, '保存研判', { riskLevel: 'YELLOW', opinion: '药费高，按月走访。' })
  await expect(page.getByText('药费高，按月走访。')).toBeVisible()
  await rows(
    `UPDATE monitoring_case SET status = 'SUPPORTED', identified_on = (identified_on - interval '7 months')::date, plan_by = (plan_by - interval '7 months')::date WHERE id = $1`,
    [first?.id],
  )
  await page.reload()
  await page.getByText('申请风险消除').click()
  const begun = later(found, 1)
  await fill(page, '提出风险消除', { startedOn: begun, mode: 'SUPPORT' })
  await expect(page).toHaveURL(/\/identification\/[0-9a-f-]{36}/)
  const removal = page.url()
  const values = {
    on: later(found, 2),
    officers: '王一、李二',
    incomePerHead: '9,800',
    ...FOUR,
    contactName: '赵村医',
    contactPhone: '13800001234',
  }
  await fill(page, '核查通过', values)
  await expect(page.locator('form [role=alert]').first()).toContainText('每一项风险')
  await expect(page.locator('[name=contactName]')).toHaveValue('赵村医')
  await expect(page.locator('[name=troubleWater]')).toHaveValue('NO')
  const acknowledged = page.locator('[name=acknowledged]')
  if (await acknowledged.count()) await acknowledged.check()
  await fill(page, '核查通过', { goneStably: ['ILLNESS'] })
  await expect(page.locator('.life li.done', { hasText: '入户核实' })).toBeVisible()
  await fromAppraisal(page, removal, later(found, 3), HANDS)
  await page.goto(`/monitoring/${first?.id}`)
  await expect(page.getByText('风险消除').first()).toBeVisible()
  await expect(page.getByText('赵村医')).toBeVisible()
  await expect(page.getByText('13800001234')).toHaveCount(0)
  expect(await faults(page)).toEqual([])

  const again = await report(page, id)
  const foundAgain = await foundDaysAgo(again, 11)
  await as(page, 'first-secretary', `/clues/${again}`)
  const second = await monitor(page, again, foundAgain, HANDS)
  await page.goto(second)
  await expect(page.getByText('风险消除回退').first()).toBeVisible()
  const [latest] = await rows<{ id: string; episode: number }>(
    'SELECT id, episode FROM monitoring_case WHERE household_id = $1 ORDER BY episode DESC LIMIT 1',
    [id],
  )
  expect(latest?.episode).toBe(2)
  await page.goto(`/monitoring/${latest?.id}`)
  await expect(page.getByText('历次监测')).toBeVisible()
  expect(await faults(page)).toEqual([])
})
