import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'

const WHOLE_ID = /\d{17}[\dXx]/
const barriers = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

/** The journeys' calendar runs behind the clock that dates the audit: what was there was there in January, what was just done was done on `day`. */
const dated = (id: string, day: string) => {
  const put = (action: string, at: string) =>
    `UPDATE audit_entry SET at = '${at}T04:00:00Z' WHERE action = '${action}' AND row_id = '130799/${id}'`
  return rows(`SET session_replication_role = replica; ${put('INSERT', '2026-01-05')}; ${put('UPDATE', day)}`)
}

test('the whole file of a household says where its values come from, and what changed between two days', async ({
  page,
}) => {
  const id = await householdOf('郭存善')
  await signIn(page, 'county-office', `/households/${id}/edit`)
  await page.getByLabel('住址').fill('村西第三排')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存')).toBeVisible()
  await dated(id, '2026-03-20')
  await page.getByRole('link', { name: '一户一档' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('一户一档')
  await expect(page.locator('dd', { hasText: '村西第三排' })).toContainText('表单修改')
  expect(await page.locator('main').innerText()).not.toMatch(WHOLE_ID)
  expect(await barriers(page)).toEqual([])

  await page.getByRole('link', { name: '两天之间的变化' }).click()
  await page.getByLabel('从这一天').fill('2026-03-10')
  await page.getByLabel('到这一天').fill('2026-03-25')
  await page.getByRole('button', { name: '比较' }).click()
  const line = page.getByRole('row', { name: /住址/ })
  await expect(line).toContainText('村西第三排')
  await expect(line).toContainText('2026-03-20')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('到这一天').fill('2026-03-15')
  await page.getByRole('button', { name: '比较' }).click()
  await expect(page.getByText('这两天之间没有变化')).toBeVisible()
  await page.goto(`/households/${id}/changes?from=2026-03-15&to=2026-03-01`)
  await expect(page.getByText('前一个要早于后一个')).toBeVisible()
})

for (const [sheet, title] of [
  ['household', '农户信息表'],
  ['handbook', '帮扶手册'],
] as const) {
  test(`the ${sheet} sheet prints in Chinese, masked, with who printed it, and the log holds its serial`, async ({
    page,
    context,
    baseURL,
  }) => {
    const [helped] = await rows<{ id: string; titles: string[] }>(
      `SELECT household_id AS id, array_agg(title) AS titles FROM support_measure WHERE status = 'CONFIRMED_BY_HOUSEHOLD'
       GROUP BY household_id HAVING count(*) BETWEEN 3 AND 8 AND count(*) = (SELECT count(*) FROM support_measure m
         WHERE m.household_id = support_measure.household_id) ORDER BY household_id DESC LIMIT 1`,
    )
    const { id, titles } = helped as { id: string; titles: string[] }
    await context.addCookies([{ name: 'locale', value: 'en', url: baseURL ?? '' }])
    await signIn(page, 'county-office', `/households/${id}/print/${sheet}`)
    const paper = page.locator('.paper')
    await expect(paper.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(paper).toContainText('（盖章）')
    const text = await paper.innerText()
    expect(text).not.toMatch(WHOLE_ID)
    expect(text).toContain('******')
    for (const title of titles) expect(text).toContain(title)
    const serial = /流水号 ([0-9A-F]{8})/.exec(text)?.[1] ?? 'none'
    const [logged] = await rows<{ field: string }>(
      `SELECT field FROM access_log WHERE kind = 'PRINT' AND household_id = $1 AND id::text LIKE lower($2) || '%'`,
      [id, serial],
    )
    expect(logged?.field).toBe(`dossier.${sheet}`)
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation').first()).toBeHidden()
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(0)
  })
}

test('an unknown sheet and a foreign household are not there', async ({ page }) => {
  await signIn(page, 'first-secretary', '/me')
  const [foreign] = await rows<{ id: string }>(
    `SELECT id FROM household WHERE region_code NOT LIKE '130799104%' AND is_active LIMIT 1`,
  )
  for (const address of [
    `/households/${await householdOf('刘改梅')}/print/other`,
    `/households/${foreign?.id}/print/household`,
    `/households/${foreign?.id}/file`,
    `/households/${foreign?.id}/changes`,
    `/households/${foreign?.id}/evidence`,
  ]) {
    expect((await page.goto(address))?.status(), address).toBe(404)
  }
})
