import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { rows } from './support/story'

const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)
  return wide > 0 ? [...found, `${wide} px too wide`] : found
}

/** A calm household of the story's village with two deadlines that its village let pass on Monday. */
async function aTardyHousehold(offset: number): Promise<{ id: string; head: string; subject: string }> {
  const [found] = await rows<{ id: string; head: string; region: string }>(
    `SELECT id, head_name AS head, region_code AS region FROM household h WHERE region_code = '130799104201' AND is_active
       AND NOT EXISTS (SELECT FROM deadline d WHERE d.household_id = h.id) ORDER BY household_no OFFSET $1 LIMIT 1`,
    [offset],
  )
  if (!found) throw new Error('no household')
  const subject = randomUUID()
  for (const [kind, due] of [
    ['MEASURE_FINISH', '2026-03-23'],
    ['REASSESSMENT', '2026-03-30'],
  ]) {
    await rows(
      `INSERT INTO deadline (county_code, id, region_code, household_id, kind, subject_kind, subject_id, starts_on, due_on, amber_on, clock, days, level)
       VALUES ('130799', gen_random_uuid(), $1, $2, $3, 'MEASURE', $4, '2026-03-01', $5, '2026-03-16', 'CALENDAR', $5::date - '2026-03-01'::date, 'VILLAGE')`,
      [found.region, found.id, kind, subject, due],
    )
  }
  return { ...found, subject }
}

test('what a village lets pass stands on its list, rises to the township, and asks why when it is done late', async ({
  page,
}, { project }) => {
  test.setTimeout(150_000)
  const { id, head, subject } = await aTardyHousehold(project.name === 'phone' ? 0 : 1)
  await signIn(page, 'first-secretary', '/?all=1')
  const stop = page.locator('li.sheet', { has: page.locator(`a[href="/households/${id}"]`) })
  await expect(stop).toContainText('帮扶措施完成')
  await expect(stop).toContainText('超期 3 天')
  await expect(stop).toContainText('已上报到乡镇')
  await expect(stop).toContainText('监测对象复核')
  await expect(stop).toContainText('临期，还有 4 天')
  expect(await faults(page)).toEqual([])

  await page.context().clearCookies()
  await signIn(page, 'township', '/?all=1')
  const risen = page.getByRole('row', { name: new RegExp(head) }).filter({ hasText: '帮扶措施完成' })
  await expect(risen).toContainText('超期 3 天')
  await expect(risen).toContainText('已上报到乡镇')
  await expect(risen).not.toContainText('监测对象复核')
  expect(await faults(page)).toEqual([])

  await page.goto('/deadlines?tab=RED&kind=MEASURE_FINISH')
  await expect(page.getByRole('heading', { level: 1, name: '办理期限' })).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(head) })).toContainText('超期 3 天')
  await expect(page.getByText('已录入：2020、2021、2022、2023、2024、2025、2026')).toBeVisible()
  expect(await faults(page)).toEqual([])

  await rows(
    `UPDATE deadline SET status = 'MET', met_on = '2026-03-26' WHERE subject_id = $1 AND kind = 'MEASURE_FINISH'`,
    [subject],
  )
  await page.context().clearCookies()
  await signIn(page, 'first-secretary', '/')
  await page.getByRole('link', { name: '去说明' }).click()
  await expect(page).toHaveURL(/tab=LATE/)
  const late = page.locator('li', { has: page.locator(`a[href="/households/${id}"]`) })
  await expect(late).toContainText('超期 3 天')
  await late.locator('summary').click()
  await late.locator('[name=reason]').fill('忙')
  await late.getByRole('button', { name: '保存原因' }).click()
  await expect(late.getByRole('alert')).toContainText('至少四个字')
  await expect(late.locator('[name=reason]')).toHaveValue('忙')
  await late.locator('[name=reason]').fill('大雪封路，羊棚料没送到')
  await late.getByRole('button', { name: '保存原因' }).click()
  await expect(page.getByText('原因已保存')).toBeVisible()
  await expect(late).toContainText('大雪封路，羊棚料没送到')
  expect(await faults(page)).toEqual([])
  await page.goto(`/households/${id}?only=DEADLINE#timeline`)
  await expect(page.getByText('帮扶措施完成：超期 3 天办结')).toBeVisible()
})
