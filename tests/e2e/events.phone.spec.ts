import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

const VILLAGE = '130799104201'

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  expect(wide).toBe(0)
}

/** A household of the village with a grown son and no clue or case, that no other journey uses. */
async function aFamily(): Promise<{ id: string; head: string; son: string }> {
  const [found] = await rows<{ id: string; head: string; son: string }>(
    `SELECT h.id, h.head_name AS head, min(p.name) AS son FROM household h
     JOIN membership m ON m.household_id = h.id AND m.valid_to IS NULL JOIN person p ON p.id = m.person_id
     WHERE h.region_code = $1 AND h.is_active AND m.relation = 'SON' AND p.birth_date < '2000-01-01'
       AND NOT EXISTS (SELECT FROM clue c WHERE c.household_id = h.id) AND NOT EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id)
       AND NOT EXISTS (SELECT FROM membership x WHERE x.household_id = h.id AND x.relation = 'DAUGHTER_IN_LAW')
     GROUP BY h.id, h.head_name, h.household_no HAVING count(*) = 1 ORDER BY h.household_no LIMIT 1`,
    [VILLAGE],
  )
  if (!found) throw new Error('no such family in the demo county')
  return found
}

/** Somebody of another village of the same township. */
async function aNeighbour(): Promise<{ username: string; village: string; name: string }> {
  const [userId, username] = [randomUUID(), `neighbour-${randomUUID().slice(0, 8)}`]
  const [village] = await rows<{ code: string; name: string }>(
    `SELECT code, name FROM region WHERE level = 'VILLAGE' AND code LIKE '130799104%' AND code <> $1 ORDER BY code LIMIT 1`,
    [VILLAGE],
  )
  await rows(
    `INSERT INTO app_user (id, username, name, password_hash) SELECT $1, $2, '邻村干', password_hash FROM app_user WHERE username = 'village-cadre'`,
    [userId, username],
  )
  await rows(
    `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from) VALUES ('130799', $1, $2, 'VILLAGE_CADRE', $3, '2020-01-01')`,
    [randomUUID(), userId, village?.code],
  )
  return { username, village: village?.code ?? '', name: village?.name ?? '' }
}

async function as(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, username)
  return page
}

/** The township opens what waits first for this household and agrees. */
async function checks(township: Page, id: string): Promise<void> {
  await township.goto(`/events/${id}`)
  await township.getByRole('button', { name: /^同意/ }).click()
}

const idOf = (page: Page) => page.url().split('/').at(-1) ?? ''

test('a bride comes, then the young couple founds a household: each step shown before it is sent, each checked by another', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const family = await aFamily()
  const township = await as(browser, 'township')
  await signIn(page, 'village-cadre', `/households/${family.id}`)
  await page.goto(`/households/${family.id}`)
  await page.getByRole('link', { name: '记家庭变动' }).click()
  await clean(page)
  await page.getByRole('link', { name: /^嫁入/ }).click()
  await page.getByRole('button', { name: '看会改什么' }).click()
  const [born] = await rows<{ son: string }>(
    `SELECT p.birth_date::text AS son FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.household_id = $1 AND m.valid_to IS NULL AND p.name = $2`,
    [family.id, family.son],
  )
  await page.getByLabel('姓名').fill(family.son)
  await page.getByLabel('出生日期').fill(born?.son ?? '')
  await expect(page.getByText('有相像的人').or(page.getByText('很可能已经在册'))).toBeVisible()
  await clean(page)
  await page.getByLabel('姓名').fill('田小禾')
  await page.getByText('女', { exact: true }).click()
  await page.getByLabel('出生日期').fill('1999-05-02')
  await page.getByLabel('与户主关系').selectOption('DAUGHTER_IN_LAW')
  await clean(page)
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('待审核').first()).toBeVisible()
  await clean(page)
  await township.goto('/')
  await expect(township.locator(`a[href="/events/${idOf(page)}"]`)).toHaveText('审核')
  await clean(township)
  await township.goto('/events')
  await checks(township, idOf(page))
  await expect(township.getByText('已生效').first()).toBeVisible()
  await page.goto(`/households/${family.id}`)
  await expect(page.locator('section', { has: page.locator('#timeline') })).toContainText('田小禾')

  await page.goto(`/events/new?household=${family.id}&kind=SPLIT`)
  await page.locator('label', { hasText: family.son }).click()
  await page.locator('label', { hasText: '田小禾' }).click()
  await page.getByLabel('新户的户主').selectOption({ label: `${family.son} (之子)` })
  await page.getByRole('button', { name: '看会改什么' }).click()
  await expect(page.getByText(`新立 ${family.son}户，2 人`)).toBeVisible()
  await page.getByLabel('田小禾', { exact: true }).selectOption('SPOUSE')
  await clean(page)
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('待审核').first()).toBeVisible()
  await checks(township, idOf(page))
  await expect(township.getByText('已生效').first()).toBeVisible()
  await page.goto(`/households?q=${encodeURIComponent(family.son)}`)
  await expect(page.getByRole('link', { name: family.son, exact: true })).toBeVisible()
  const [founded] = await rows<{ member_count: number; relation: string }>(
    `SELECT h.member_count, m.relation FROM household h JOIN membership m ON m.household_id = h.id AND m.valid_to IS NULL JOIN person p ON p.id = m.person_id
     WHERE p.name = '田小禾'`,
  )
  expect(founded).toEqual({ member_count: 2, relation: 'SPOUSE' })
})

test('one household moves to another village that accepts it, another is refused with a reason that both sides read', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const [goes, stays] = await rows<{ id: string }>(
    `SELECT h.id FROM household h WHERE h.region_code = $1 AND h.is_active AND h.monitored_type IS NULL
       AND NOT EXISTS (SELECT FROM clue c WHERE c.household_id = h.id) ORDER BY h.household_no DESC LIMIT 2`,
    [VILLAGE],
  )
  if (!goes || !stays) throw new Error('no two households to move')
  const neighbour = await aNeighbour()
  const township = await as(browser, 'township')
  const receiver = await as(browser, neighbour.username)
  await signIn(page, 'village-cadre')
  const offered = async (id: string) => {
    await page.goto(`/events/new?household=${id}&kind=MOVE`)
    await page.getByLabel('迁往哪个村').selectOption(neighbour.village)
    await page.getByRole('button', { name: '看会改什么' }).click()
    await page.locator('[name=note]').fill('投靠子女')
    await page.getByRole('button', { name: '提交审核' }).click()
    await expect(page.getByText('待审核').first()).toBeVisible()
    await checks(township, idOf(page))
    await expect(township.getByText('待对方村接收').first()).toBeVisible()
    return idOf(page)
  }
  const accepted = await offered(goes.id)
  await receiver.goto('/')
  await expect(receiver.locator(`a[href="/events/${accepted}"]`)).toHaveText('答复别村移交')
  await clean(receiver)
  await receiver.goto('/events?tab=answer')
  await receiver.getByRole('link', { name: '整户迁往别村' }).click()
  await expect(receiver.getByText('投靠子女')).toBeVisible()
  await clean(receiver)
  expect((await receiver.request.get(`/households/${goes.id}`)).status()).toBe(404)
  await receiver.getByRole('button', { name: '接收', exact: true }).click()
  await expect(receiver.getByText('已生效').first()).toBeVisible()
  expect((await receiver.request.get(`/households/${goes.id}`)).status()).toBe(200)
  await page.goto(`/events/${accepted}`)
  await expect(page.getByText('已接收')).toBeVisible()

  const refused = await offered(stays.id)
  await receiver.goto(`/events/${refused}`)
  await receiver.getByText('不接收', { exact: true }).first().click()
  await receiver.getByLabel('原因').fill('房子还没盖好')
  await receiver.getByRole('button', { name: '不接收' }).click()
  await expect(receiver.getByText('没有接收：房子还没盖好')).toBeVisible()
  await page.goto(`/events/${refused}`)
  await expect(page.getByText('房子还没盖好').first()).toBeVisible()
  expect((await page.request.get(`/households/${stays.id}`)).status()).toBe(200)
})
