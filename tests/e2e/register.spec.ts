import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

const VILLAGE = '130799104201'

/** A household that no other journey changes: its members, its story and its records are its own here. */
async function aQuietHousehold(skip: number): Promise<{ id: string; memberId: string }> {
  const [row] = await rows<{ id: string; member_id: string }>(
    `SELECT h.id, m.person_id AS member_id FROM household h JOIN membership m ON m.household_id = h.id AND m.relation = 'HEAD' AND m.valid_to IS NULL
     WHERE h.region_code = $1 AND h.is_active AND h.head_name NOT IN ('王守田', '李桂兰') ORDER BY h.id DESC OFFSET $2 LIMIT 1`,
    [VILLAGE, skip],
  )
  if (!row) throw new Error('no household')
  await rows('DELETE FROM living_condition WHERE household_id = $1', [row.id])
  await rows('DELETE FROM household_income WHERE household_id = $1', [row.id])
  return { id: row.id, memberId: row.member_id }
}

const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  return wide > 0 ? [...found, `${wide} px too wide`] : found
}

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const submit = (page: Page) => page.locator('.savebar [type=submit]').click()

for (const [index, locale] of ['zh-CN', 'en'].entries()) {
  test(`a household is filled in on a phone: a member, living conditions, income, a helper (${locale})`, {
    tag: locale === 'en' ? '@desk' : '@phone',
  }, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000)
    const turn = index + (test.info().project.name === 'desk' ? 2 : 0)
    const helper = `周${['建国', '建军', '建民', '建业'][turn]}`
    const { id, memberId } = await aQuietHousehold(turn)
    await context.addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }])
    await signIn(page, 'county-office', `/households/${id}`)
    await page.goto(`/households/${id}`)
    expect(await faults(page)).toEqual([])

    await page.locator(`a[href$="/members/${memberId}"]`).click()
    await expect(page).toHaveURL(new RegExp(`/members/${memberId}$`))
    expect(await faults(page)).toEqual([])
    await page.locator(`a[href$="/members/${memberId}/edit"]`).click()
    expect(await faults(page)).toEqual([])
    await field(page, 'workArea').selectOption('COUNTY')
    await field(page, 'workMonths').fill('')
    await submit(page)
    await expect(page.locator('main [role=alert]')).toBeVisible()
    await expect(page.locator('#f-workMonths-error, #f-workArea-error').first()).toBeVisible()
    await expect(field(page, 'workArea')).toHaveValue('COUNTY')
    await field(page, 'workMonths').fill('5')
    await field(page, 'education').selectOption('PRIMARY')
    await field(page, 'schooling').selectOption('')
    await page.locator('[name=familyDoctor][value=true]').check()
    await submit(page)
    await expect(page).toHaveURL(/saved=/)
    await expect(page.locator('main [role=status]')).toBeVisible()

    await page.goto(`/households/${id}`)
    await page.locator('#living a[href*="/living?year="]').click()
    expect(await faults(page)).toEqual([])
    await field(page, 'arableMu').fill('12.5')
    await field(page, 'houseGrade').selectOption('B')
    await page.locator('[name=isWaterSafe][value=true]').check()
    await submit(page)
    await expect(page).toHaveURL(/living=2026/)
    await expect(page.locator('#living')).toContainText('12.5')

    await page.locator('#income a[href*="/income?year="]').click()
    expect(await faults(page)).toEqual([])
    await field(page, 'residentMembers').fill('2')
    await field(page, 'WAGE_WORK').fill('12,000')
    await field(page, 'BUSINESS_CROPS').fill('6000')
    await field(page, 'COST_CROPS').fill('2000')
    await expect(page.locator('form dl')).toContainText('8,000')
    await submit(page)
    await expect(page).toHaveURL(/income=2025/)
    await expect(page.locator('#income table')).toContainText('16,000')
    const [income] = await rows<{ per_capita_income_fen: string }>(
      'SELECT per_capita_income_fen FROM household_income WHERE household_id = $1 AND year = 2025',
      [id],
    )
    expect(income?.per_capita_income_fen).toBe('800000')

    await page.locator(`#helpers a[href$="/helpers"]`).click()
    expect(await faults(page)).toEqual([])
    await page
      .locator('details', { has: field(page, 'unit') })
      .locator('summary')
      .click()
    await field(page, 'name').fill(helper)
    await field(page, 'unit').fill('青岭县财政局')
    await page.locator('form:has([name=userId]) [type=submit]').click()
    await expect(page).toHaveURL(/helper=assigned/)
    await expect(page.locator('#helpers')).toContainText(helper)
  })
}

test('income is recorded without script, and its sums come from the server', async ({ browser }) => {
  const { id } = await aQuietHousehold(test.info().project.name === 'desk' ? 5 : 4)
  const context = await browser.newContext({ ...test.info().project.use, javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, 'village-cadre', `/households/${id}/income`)
  await page.goto(`/households/${id}/income?year=2024`)
  await field(page, 'WAGE_WORK').fill('一万')
  await field(page, 'residentMembers').fill('3')
  await submit(page)
  await expect(page.locator('#f-WAGE_WORK-error')).toBeVisible()
  await expect(field(page, 'WAGE_WORK')).toHaveValue('一万')
  await field(page, 'WAGE_WORK').fill('10000')
  await submit(page)
  await expect(page).toHaveURL(/income=2024/)
  await expect(page.locator('#income table')).toContainText('3,333.33')
  await context.close()
})

test('a new household is registered with its members, and opens on its page', async ({ page }) => {
  await signIn(page, 'county-office', '/households')
  await page.goto('/households/new')
  expect(await faults(page)).toEqual([])
  const name = test.info().project.name === 'desk' ? '赵新立' : '钱新立'
  await field(page, 'villageCode').selectOption(VILLAGE)
  await field(page, 'members[0].name').fill(name)
  await field(page, 'members[0].sex').selectOption('M')
  await field(page, 'members[0].education').selectOption('PRIMARY')
  const send = page.locator('form:has([name=villageCode]) [type=submit]')
  await send.click()
  await expect(page.locator('[id="f-members[0].birthDate-error"]')).toBeVisible()
  await field(page, 'members[0].birthDate').fill('1966-06-06')
  await send.click()
  await expect(page).toHaveURL(/registered=130799104201/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
})

test('whoever is in the register already is named beside the row that is typed, and nothing stops the clerk', async ({
  page,
}) => {
  const [known] = await rows<{ id: string; name: string; born: string }>(
    `SELECT h.id, p.name, p.birth_date::text AS born FROM household h
     JOIN membership m ON m.household_id = h.id AND m.relation = 'HEAD' AND m.valid_to IS NULL JOIN person p ON p.id = m.person_id
     WHERE h.region_code = $1 AND h.is_active AND p.died_on IS NULL ORDER BY h.household_no LIMIT 1`,
    [VILLAGE],
  )
  await signIn(page, 'county-office', '/households')
  await page.goto('/households/new')
  await field(page, 'villageCode').selectOption(VILLAGE)
  await page.locator('form:has([name=villageCode]) summary').first().click()
  const theirs = page.locator(`section:has([name="members[1].name"]) a[href="/households/${known?.id}"]`)
  await expect(theirs).toHaveCount(0)
  await field(page, 'members[1].name').fill(known?.name ?? '')
  await field(page, 'members[1].birthDate').fill(known?.born ?? '')
  await expect(theirs).toBeVisible()
  expect(await faults(page)).toEqual([])
  await field(page, 'members[1].name').fill('赵无双')
  await expect(theirs).toHaveCount(0)
  await expect(page.locator('form:has([name=villageCode]) [type=submit]')).toBeEnabled()
})
