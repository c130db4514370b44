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

async function as(browser: Browser, username: string, next?: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, username, next)
  return page
}

const idOf = (page: Page) => page.url().split('/').at(-1) ?? ''

/** Opens a part of a page that is folded, sends its form, and waits for the answer. */
async function press(page: Page, summary: string, prefix: string, note: string): Promise<void> {
  const field = page.locator(`#f-${prefix}note`)
  if (!(await field.isVisible())) await page.getByText(summary, { exact: true }).first().click()
  await field.fill(note)
  await page.locator(`form:has(#f-${prefix}note) [type=submit]`).click()
}

test('an unannounced session, whose connection breaks while it is sent, counts once, and is not there for the village until it is published', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const [place] = await rows<{ id: string }>(
    `SELECT id FROM listed_place WHERE region_code = $1 AND status = 'IN_BATTLE'`,
    [VILLAGE],
  )
  const secretary = await as(browser, 'first-secretary', `/supervision/${place?.id}`)
  await expect(secretary.getByRole('link', { name: '记一次督战' })).toHaveCount(0)
  await signIn(page, 'supervisor', `/supervision/${place?.id}`)
  await clean(page)
  await page.getByRole('link', { name: '记一次督战' }).click()
  await clean(page)
  await page.getByText('暗访', { exact: true }).click()
  await page.getByText('电话核实', { exact: true }).click()
  await page.getByLabel('去了哪里').fill('三组，供水站')
  await page.locator('input[name=households]').first().check({ force: true })
  await page.getByLabel('什么问题').fill('供水管道冬季冻裂，三户取水困难')
  await page.getByLabel('类别').selectOption('WATER')
  await page.getByLabel('什么事').fill('当场联系水务局送水')
  await page.getByRole('button', { name: '再加一个问题' }).click()
  await page.getByLabel('什么问题').nth(1).fill('村务公开栏三个月没有更新')
  await page.getByLabel('类别').nth(1).selectOption('FILES')
  await page.reload()
  await expect(page.getByText('上次没填完的内容已经找回')).toBeVisible()
  await expect(page.getByLabel('去了哪里')).toHaveValue('三组，供水站')
  await expect(page.getByLabel('什么问题').nth(1)).toHaveValue('村务公开栏三个月没有更新')
  await expect(page.getByLabel('类别').nth(1)).toHaveValue('FILES')
  await page.route(
    '**/api/outbox',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await page.getByRole('button', { name: '保存督战记录' }).click()
  await expect(page.getByRole('heading', { name: '这份督战记录存在本机，待上报' })).toBeVisible()
  await page.getByRole('button', { name: '现在上报' }).click()
  await expect(page).toHaveURL(/\/supervision\/sessions\//, { timeout: 30_000 })
  await expect(page.getByText('供水管道冬季冻裂，三户取水困难')).toBeVisible()
  await clean(page)
  const id = idOf(page)
  expect(await rows(`SELECT id FROM supervision_session WHERE spots = '三组，供水站'`)).toHaveLength(1)
  const [kept] = await rows<{ hidden: number; findings: number }>(
    `SELECT s.hidden_digits AS hidden, (SELECT count(*)::int FROM finding f WHERE f.origin_id = s.id AND f.hidden_digits = 4) AS findings
     FROM supervision_session s WHERE s.id = $1`,
    [id],
  )
  expect(kept).toEqual({ hidden: 4, findings: 2 })

  for (const inspected of ['first-secretary', 'county-office']) {
    const other = inspected === 'first-secretary' ? secretary : await as(browser, inspected)
    expect((await other.goto(`/supervision/sessions/${id}`))?.status()).toBe(404)
    await other.goto(`/supervision/${place?.id}`)
    await expect(other.getByText('供水管道冬季冻裂，三户取水困难')).toHaveCount(0)
  }

  await page.getByRole('button', { name: '公开', exact: true }).click()
  await expect(page.getByText('暗访，还没有公开')).toHaveCount(0)
  await secretary.goto(`/supervision/sessions/${id}`)
  await expect(secretary.getByText('供水管道冬季冻裂，三户取水困难')).toBeVisible()
  await secretary.goto(`/supervision/${place?.id}`)
  await expect(secretary.getByText('供水管道冬季冻裂，三户取水困难')).toBeVisible()
})

test('a village is added to a derived list with approval, listed, fought for, and delisted one level up', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  const [village] = await rows<{ code: string; name: string }>(
    `SELECT r.code, r.name FROM region r WHERE r.level = 'VILLAGE' AND r.code LIKE '130799%' AND open_findings('130799', r.code) = 0
       AND NOT EXISTS (SELECT FROM listed_place p WHERE p.region_code = r.code) ORDER BY r.code DESC LIMIT 1`,
  )
  const code = village?.code ?? ''
  await signIn(page, 'county-office', '/supervision/runs')
  const derive = page.locator('form:has([name=snapshotOn])')
  if (!(await derive.isVisible())) await page.getByText('测算名单', { exact: true }).first().click()
  await derive.locator('[type=submit]').click()
  await expect(page).toHaveURL(/\/supervision\/runs\/[0-9a-f-]{36}$/)
  await clean(page)
  const run = page.url()

  await page.getByText('提出调整', { exact: true }).first().click()
  await page.locator('#f-change-regionCode').selectOption(code)
  await page.locator('#f-change-reason').fill('深度贫困村')
  await page.locator('form:has(#f-change-reason) [type=submit]').click()
  await expect(page.getByText('待上级审定')).toBeVisible()
  const city = await as(browser, 'city-viewer', new URL(run).pathname)
  await city.getByText(`审定：${village?.name}`, { exact: true }).click()
  await city.locator('form:has([name=decision]) [type=submit]').click()
  await expect(city.getByText('同意', { exact: true }).first()).toBeVisible()

  await page.goto(run)
  const list = page.locator('form:has(#f-list-on)')
  if (!(await list.isVisible())) await page.getByText('按名单挂牌', { exact: true }).first().click()
  await list.locator('[type=submit]').click()
  await expect(async () => {
    const found = await rows('SELECT id FROM listed_place WHERE region_code = $1', [code])
    expect(found).toHaveLength(1)
  }).toPass()
  const [place] = await rows<{ id: string }>('SELECT id FROM listed_place WHERE region_code = $1', [code])

  await page.goto(`/supervision/${place?.id}`)
  await page.getByRole('link', { name: '分工和目标' }).click()
  await clean(page)
  await page.getByLabel('督战领导').fill('王强')
  await page.getByLabel('督战组').fill('第一督战组')
  await page.getByLabel('包联').fill('赵敏')
  await page.getByLabel('限期').fill('2026-06-30')
  const work = page.getByRole('group', { name: '剩余贫困人口脱贫', exact: true })
  await work.getByLabel('基数').fill('5')
  await work.getByLabel('目标', { exact: true }).fill('0')
  await work.getByLabel('单位').fill('人')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('督战中', { exact: true })).toBeVisible()
  await clean(page)

  // Not before the work is at its target.
  await press(page, '提请摘牌', 'propose-', '都已脱贫')
  await expect(page.getByText('还有 1 项重点工作没有达到目标，不能摘牌。')).toBeVisible()
  await page.locator('#f-report-value').fill('0')
  await page.locator('form:has(#f-report-value) [type=submit]').click()
  await expect(page.getByText('已达标', { exact: true }).first()).toBeVisible()
  await press(page, '提请摘牌', 'propose-', '都已脱贫')
  await expect(page.getByText('提请摘牌，待审定', { exact: true })).toBeVisible()

  await city.goto(`/supervision/${place?.id}`)
  await press(city, '审定摘牌', 'delist-', '同意')
  await expect(city.getByText('已摘牌', { exact: true }).first()).toBeVisible()
  await clean(city)
  const [end] = await rows<{ status: string; other: boolean }>(
    'SELECT status, proposed_by <> delisted_by AS other FROM listed_place WHERE id = $1',
    [place?.id],
  )
  expect(end).toEqual({ status: 'DELISTED', other: true })
})
