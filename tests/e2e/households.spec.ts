import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf } from '@/tests/e2e/support/story'

const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

const find = async (page: Page, text: string) => {
  const search = page.locator('main [type=search]')
  await search.fill(text)
  await search.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('q') === text)
}

test('a household is found by a part of a name, pinyin and initials, and its page shows what is known', async ({
  page,
}) => {
  await signIn(page, 'township', '/households')
  await page.goto('/households')
  for (const text of ['守田', 'wangshoutian', 'wst', '王守田']) {
    await find(page, text)
    await expect(page.getByRole('link', { name: '王守田', exact: true })).toBeVisible()
  }
  await page.getByRole('link', { name: '王守田', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('王守田户')
  await expect(page.getByText('990799********0319')).toBeVisible()
  await expect(page.getByText('990799194901010319')).toHaveCount(0)
  await expect(page.getByRole('region', { name: '六项保障' }).getByRole('listitem')).toHaveCount(6)
  await expect(page.getByRole('heading', { name: '这一户的经过' })).toBeVisible()
})

test('a search without a hit says how else to look, and the filters can be cleared', async ({ page }) => {
  await signIn(page, 'township', '/households')
  await page.goto('/households')
  await find(page, '龘龘')
  await expect(page.getByText('没有符合条件的农户')).toBeVisible()
  await expect(page.getByText('wangshoutian')).toBeVisible()
  await page.getByRole('link', { name: '清除筛选' }).last().click()
  await expect(page).toHaveURL(/\/households$/)
  await expect(page.getByRole('row').nth(5)).toBeVisible()
})

test('filters stand in the address and survive the way to the next page and back', async ({ page }) => {
  await signIn(page, 'county-office', '/households')
  await page.goto('/households?status=EXITED&sort=visited')
  const first = await page.getByRole('row').nth(1).innerText()
  await page.getByRole('link', { name: '下一页' }).click()
  await expect(page).toHaveURL(/status=EXITED.*sort=visited.*after=/)
  expect(await page.getByRole('row').nth(1).innerText()).not.toBe(first)
  await page.getByRole('link', { name: '上一页' }).click()
  await expect(page).toHaveURL(/status=EXITED.*sort=visited.*before=/)
  expect(await page.getByRole('row').nth(1).innerText()).toBe(first)
  await page.goto('/households?status=RICH&region=139999000000&unvisited=x')
  await expect(page.getByText('看不懂的筛选')).toBeVisible()
})

test('what is due comes first, then the members; what the household was stands below them, on a desk beside them', async ({
  page,
  isMobile,
}) => {
  await signIn(page, 'village-cadre', `/households/${await householdOf('王守田')}`)
  const at = async (name: string) => {
    const box = await page.getByRole('heading', { name, exact: true }).boundingBox()
    if (!box) throw new Error(`${name} is not shown`)
    return box
  }
  const [ahead, members] = [await at('承诺与下次走访'), await at('家庭成员')]
  const [helpers, history] = [await at('帮扶责任人'), await at('状态沿革')]
  expect(helpers.y).toBeLessThan(history.y)
  if (isMobile) {
    expect(ahead.y).toBeLessThan(members.y)
    expect(members.y).toBeLessThan(helpers.y)
  } else {
    expect(members.x).toBeLessThan(ahead.x)
    expect(members.y).toBeLessThan(helpers.y)
    expect(helpers.x).toBe(ahead.x)
  }
})

test('distant readers see surnames and four digits', async ({ page }) => {
  const id = await householdOf('王守田')
  await signIn(page, 'city-viewer', `/households/${id}`)
  await page.goto(`/households/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('王**户')
  await expect(page.getByText('**************0319')).toBeVisible()
  await expect(page.getByText('守田')).toHaveCount(0)
  await expect(page.getByText('长期慢性病')).toHaveCount(0)
  await expect(page.getByRole('link', { name: '编辑' })).toHaveCount(0)
})

for (const locale of ['zh-CN', 'en']) {
  test(`list, page and edit form are free of faults for readers by ear and keyboard (${locale})`, async ({
    page,
    context,
  }) => {
    const id = await householdOf('王守田')
    await signIn(page, 'village-cadre', '/households')
    await context.addCookies([{ name: 'locale', value: locale, url: page.url() }])
    for (const path of ['/households', '/households?q=zzzz', `/households/${id}`, `/households/${id}/edit`, '/me']) {
      await page.goto(path)
      expect(await faults(page), path).toEqual([])
    }
  })
}
