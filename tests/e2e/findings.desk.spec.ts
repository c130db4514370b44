import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { aPhoto } from '../support/photos'
import { signIn } from './support/sign-in'

const TITLE = `村委会没有按月公示低保名单 ${randomUUID().slice(0, 8)}`

/** A page of its own for one of the demo's people, at an address. */
async function as(browser: Browser, username: string, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, username, address)
  return page
}

const panel = (page: Page) => page.locator('section', { has: page.getByRole('heading', { name: '下一步' }) })

/** Opens a step of the panel and fills its form. */
async function take(page: Page, step: string, button: string, fields: Record<string, string>): Promise<void> {
  await page.reload()
  const part = panel(page).locator('details', { has: page.locator('summary', { hasText: step }) })
  if (!(await part.evaluate((details: HTMLDetailsElement) => details.open))) await part.locator('summary').click()
  for (const [name, value] of Object.entries(fields)) {
    const field = part.locator(`[name="${name}"]`)
    if ((await field.evaluate((each) => each.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await part.getByRole('button', { name: button, exact: true }).click()
}

const status = (page: Page, word: string) =>
  expect(page.locator('main header .chip, main .chip').first()).toContainText(word)

test('stories 3 and 4: a finding is put right, closed by others only, and reopened when it is there again', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const supervisor = await as(browser, 'supervisor', '/findings/new?region=130799104000')
  for (const [name, value] of [
    ['category', 'FILES'],
    ['source', 'LOOK_BACK'],
    ['aspect', 'BASIC_WORK'],
    ['level', 'SERIOUS'],
    ['reach', 'COMMON'],
  ] as const)
    await supervisor.locator(`[name=${name}]`).selectOption(value)
  await supervisor.locator('[name=title]').fill(TITLE)
  await supervisor.getByRole('button', { name: '登记', exact: true }).click()
  await expect(supervisor).toHaveURL(/\/findings\/[0-9a-f-]{36}$/)
  const address = new URL(supervisor.url()).pathname
  await take(supervisor, '交办', '交办', { unit: '石泉乡政府', leader: '包村领导', person: '沈镇办' })
  await status(supervisor, '已交办')

  const township = await as(browser, 'township', address)
  await take(township, '认领并定措施', '开始整改', { goal: '按月公示', measures: '专人负责' })
  await status(township, '整改中')
  // A place has photos of its own: the notice board hangs on the line itself.
  await township.getByRole('link', { name: '添加照片' }).click()
  const file = { name: 'board.jpg', mimeType: 'image/jpeg', buffer: await aPhoto({ seed: 918 }) }
  await township.getByLabel('照片或 PDF').setInputFiles(file)
  await township.getByLabel('说明').fill('公示栏')
  await township.getByRole('button', { name: '保存', exact: true }).click()
  await expect(township.getByText('已存好')).toBeVisible()
  await township.goto(address)
  await expect(township.getByRole('img', { name: '公示栏' })).toBeVisible()
  const pieces = panel(township).locator('[name=evidenceId] option', { hasText: '公示栏' })
  const evidenceId = (await pieces.first().getAttribute('value')) ?? ''
  await take(township, '添佐证材料', '添上', { kind: 'PHOTO', evidenceId })
  await take(township, '报结', '报结', { result: '已经公示', similarFound: '2', similarFixed: '3' })
  await expect(panel(township).getByRole('alert')).toContainText('已改的不能多于查出的')
  await take(township, '报结', '报结', { result: '已经公示', similarFound: '2', similarFixed: '2' })
  await expect(panel(township).getByRole('alert')).toContainText('还缺佐证材料')
  await take(township, '添佐证材料', '添上', { kind: 'DOCUMENT', reference: '公示照片说明 1 号' })
  await expect(township.getByText('需要的材料齐了')).toBeVisible()
  await take(township, '报结', '报结', { result: '已经公示', similarFound: '2', similarFixed: '2' })
  await status(township, '已报结')
  // Who reported it done is told why the next step is another's.
  await expect(township.getByText('这一步要由没有参与整改的人办理')).toBeVisible()

  const office = await as(browser, 'county-office', address)
  await take(office, '审核', '审核通过', { opinion: '材料齐全' })
  await status(office, '待核查')
  await take(supervisor, '现场核查', '核查属实', { seen: '公示栏上看到三个月的名单' })
  await status(supervisor, '待销号')
  // The city handed it out: the county sees why it cannot close it.
  await office.reload()
  await expect(office.getByText('只有交办这个问题的一级或上级能销号')).toBeVisible()
  const city = await as(browser, 'city-viewer', address)
  await take(city, '销号', '销号', { opinion: '同意销号' })
  await status(city, '已销号')
  const { violations } = await new AxeBuilder({ page: city }).analyze()
  expect(violations).toEqual([])
  await city.getByRole('link', { name: '销号单' }).click()
  await expect(city.locator('article.paper')).toContainText('公示栏上看到三个月的名单')

  await take(supervisor, '重新打开', '重新打开', { reason: '本月又没有公示' })
  await status(supervisor, '整改中')
  await expect(supervisor.getByText('还缺：文件材料')).toBeVisible()
  await supervisor.goto(`/findings/new?like=${address.split('/').at(-1)}&region=130799104000`)
  const places = supervisor.getByRole('group', { name: '哪些地方' }).getByRole('checkbox')
  for (const at of [1, 2]) await places.nth(at).check({ force: true })
  await supervisor.getByRole('button', { name: '登记', exact: true }).click()
  await expect(supervisor).toHaveURL(new RegExp(`${address}$`))
  const alike = supervisor.getByRole('table', { name: '同类问题' }).getByRole('link', { name: TITLE })
  await expect(alike).toHaveCount(2)
  await supervisor.goto('/findings?tab=rectifying')
  await expect(supervisor.getByRole('row', { name: new RegExp(TITLE) })).toContainText('重开 1 次')
})
