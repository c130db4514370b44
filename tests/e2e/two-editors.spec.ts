import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'

const HEAD = '李桂兰'

async function aHouseholdToEdit(): Promise<string> {
  const [row] = await rows<{ id: string }>(
    `SELECT id FROM household WHERE region_code = '130799104201' AND head_name <> '王守田' AND is_active ORDER BY md5(id::text || $1) LIMIT 1`,
    [HEAD],
  )
  if (!row) throw new Error('no household to edit')
  await rows(
    `UPDATE household SET group_name = '一组', address = '村东', phone_enc = NULL, phone_bidx = NULL WHERE id = $1`,
    [row.id],
  )
  return row.id
}

const stored = async (id: string) =>
  (
    await rows<{ group_name: string; address: string; version: number }>(
      'SELECT group_name, address, version FROM household WHERE id = $1',
      [id],
    )
  )[0]

async function editor(
  browser: Browser,
  username: string,
  id: string,
  options = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ ...test.info().project.use, ...options })
  const page = await context.newPage()
  await signIn(page, username, `/households/${id}/edit`)
  await page.goto(`/households/${id}/edit`)
  return { page, context }
}

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const save = (page: Page) => page.getByRole('button', { name: '保存' }).click()

test('two people edit one household: what does not clash is merged, what does is chosen, and nothing typed is lost', async ({
  browser,
}) => {
  const id = await aHouseholdToEdit()
  const a = await editor(browser, 'village-cadre', id)
  const b = await editor(browser, 'county-office', id)

  await field(b.page, 'address').fill('村西新居')
  await save(b.page)
  await expect(b.page.getByText('已保存。')).toBeVisible()

  await field(a.page, 'groupName').fill('三组')
  await save(a.page)
  await expect(a.page.getByText('别人改了：住址')).toBeVisible()
  expect(await stored(id)).toMatchObject({ group_name: '三组', address: '村西新居' })

  await a.page.goto(`/households/${id}/edit`)
  await b.page.goto(`/households/${id}/edit`)
  await field(b.page, 'address').fill('村北')
  await field(b.page, 'groupName').fill('五组')
  await save(b.page)
  await expect(b.page.getByText('已保存。')).toBeVisible()

  await field(a.page, 'address').fill('村南老院')
  await field(a.page, 'groupName').fill('四组')
  await field(a.page, 'bankName').fill('农村信用社')
  await save(a.page)
  const conflicts = a.page.locator('#conflicts')
  await expect(conflicts).toContainText('陈县办')
  await expect(conflicts.getByRole('group')).toHaveCount(2)
  await expect(conflicts).toContainText('村西新居')
  await expect(field(a.page, 'address')).toHaveValue('村南老院')
  await expect(field(a.page, 'bankName')).toHaveValue('农村信用社')
  expect(await stored(id)).toMatchObject({ group_name: '五组', address: '村北' })

  await conflicts.getByRole('group', { name: '住址' }).getByText('用我填的').click()
  await conflicts.getByRole('group', { name: '村民小组' }).getByText('用对方的').click()
  await save(a.page)
  await expect(a.page.getByText('已保存。')).toBeVisible()
  expect(await stored(id)).toMatchObject({ group_name: '五组', address: '村南老院' })
  await a.context.close()
  await b.context.close()
})

test('what was typed is there again after a reload, and gone once saved', async ({ browser }) => {
  const id = await aHouseholdToEdit()
  const { page, context } = await editor(browser, 'village-cadre', id)
  await field(page, 'address').fill('村东河边第三家')
  await field(page, 'phone').fill('1381234')
  await page.reload()
  await expect(page.getByText('上次没有保存的内容')).toBeVisible()
  await expect(field(page, 'address')).toHaveValue('村东河边第三家')
  await expect(field(page, 'phone')).toHaveValue('1381234')
  await save(page)
  await expect(page.getByText('现在是 7 位数字').first()).toBeVisible()
  await expect(field(page, 'address')).toHaveValue('村东河边第三家')
  await field(page, 'bankName').fill('农村信用社')
  await page.reload()
  await expect(field(page, 'bankName')).toHaveValue('农村信用社')
  await expect(field(page, 'address')).toHaveValue('村东河边第三家')
  await field(page, 'phone').fill('13812345678')
  await save(page)
  await expect(page.getByText('已保存。')).toBeVisible()
  await expect(page.getByText('138****5678')).toBeVisible()
  await page.goto(`/households/${id}/edit`)
  await expect(field(page, 'address')).toHaveValue('村东河边第三家')
  await expect(page.getByText('上次没有保存的内容')).toHaveCount(0)
  await context.close()
})

test('without script a clash is shown and settled just the same', async ({ browser }) => {
  const id = await aHouseholdToEdit()
  const a = await editor(browser, 'village-cadre', id, { javaScriptEnabled: false })
  const b = await editor(browser, 'county-office', id, { javaScriptEnabled: false })
  await field(b.page, 'address').fill('村北')
  await save(b.page)
  await expect(b.page.getByText('已保存。')).toBeVisible()
  await field(a.page, 'address').fill('村南老院')
  await field(a.page, 'bankName').fill('农村信用社')
  await save(a.page)
  await expect(a.page.locator('#conflicts')).toContainText('村北')
  await expect(field(a.page, 'address')).toHaveValue('村南老院')
  await expect(field(a.page, 'bankName')).toHaveValue('农村信用社')
  await a.page.locator('[name="choose.address"][value=mine]').check()
  await save(a.page)
  await expect(a.page.getByText('已保存。')).toBeVisible()
  expect(await stored(id)).toMatchObject({ address: '村南老院' })
  await a.context.close()
  await b.context.close()
})

test('an edit is in reach of the household it belongs to', async ({ page }) => {
  const id = await householdOf('王守田')
  await signIn(page, 'village-cadre', `/households/${id}`)
  await page.getByRole('link', { name: '编辑' }).click()
  await expect(page).toHaveURL(`/households/${id}/edit`)
})
