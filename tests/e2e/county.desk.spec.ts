import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, devices, expect, type Page, test } from '@playwright/test'
import { foundDaysAgo, monitor, USUAL_HANDS } from '@/tests/e2e/support/monitoring'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

const VILLAGE = '130799104201'
const HOUSEHOLDS = 450
const FAULTS = 12

/** Households counted by one indicator's card on a region's wall. */
async function counted(page: Page, region: string, indicator: string): Promise<number> {
  await page.goto(`/dashboard/${region}?indicator=${indicator}`)
  return Number((await page.locator('a.kpi[aria-current=true] .main').innerText()).replaceAll(/\D/g, ''))
}

async function onPhone<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ ...devices['Pixel 7'], locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

test('a ledger is imported, a visit on a phone opens a clue, the county confirms it, and the numbers move', async ({
  page,
  browser,
}) => {
  test.setTimeout(360_000)
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ledger-')), '农户台账.csv')
  execFileSync('npm', [
    ...['run', '-s', 'sample-ledger', '--', '--households', String(HOUSEHOLDS), '--county', '130799'],
    ...['--out', file, '--faults', String(FAULTS), '--seed', '7'],
  ])
  const planted = JSON.parse(readFileSync(`${file}.faults.json`, 'utf8')) as { faults?: unknown[] } | unknown[]
  const known = Array.isArray(planted) ? planted : (planted.faults ?? [])
  expect(known).toHaveLength(FAULTS)

  await signIn(page, 'county-office', '/import')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: '上传并检查' }).click()
  await expect(page.getByText(`发现 ${FAULTS} 处问题`)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: /只导入无误的/ }).click()
  await expect(page.getByText('已导入').first()).toBeVisible({ timeout: 60_000 })
  const [imported] = await rows<{ id: string; head_name: string }>(
    `SELECT h.id, h.head_name FROM household h WHERE h.region_code = $1 AND h.poverty_status = 'EXITED' AND h.monitored_type IS NULL
       AND h.created_at >= '2026-03-26' AND h.last_visited_on IS NULL ORDER BY h.household_no LIMIT 1`,
    [VILLAGE],
  )
  if (!imported) throw new Error('the ledger brought no household to the village')

  const before = {
    village: await counted(page, VILLAGE, 'monitored'),
    county: await counted(page, '130799000000', 'monitored'),
    clues: await counted(page, '130799000000', 'openClues'),
  }

  await onPhone(browser, async (phone) => {
    await signIn(phone, 'first-secretary', `/visits/new?household=${imported.id}`)
    await expect(phone.getByText(imported.head_name).first()).toBeVisible()
    for (const item of ['不愁吃', '不愁穿', '义务教育', '基本医疗', '住房安全', '饮水安全']) {
      const tile = phone.locator('fieldset.tap', { hasText: item })
      if ((await tile.locator('input:checked').count()) === 0) await tile.locator('label:visible').tap()
    }
    await phone.locator('.shocks .picks').getByText('大额医疗').tap()
    await phone.getByLabel('总费用').first().fill('61,000')
    await phone.getByLabel('其中自付').first().fill('43,000')
    await phone.locator('fieldset', { hasText: '见到的人' }).getByText('户主', { exact: true }).tap()
    await phone.getByRole('button', { name: '保存走访' }).tap()
    await expect(phone).toHaveURL(/\/visits\/[0-9a-f-]{36}$/)
    await expect(phone.getByRole('heading', { name: '已为这一户建立线索' })).toBeVisible()
    await expect(phone.getByText('43,000').first()).toBeVisible()
  })
  expect(await counted(page, '130799000000', 'openClues')).toBe(before.clues + 1)

  const [clue] = await rows<{ id: string }>(`SELECT id FROM clue WHERE household_id = $1 AND status = 'OPEN'`, [
    imported.id,
  ])
  await monitor(page, clue?.id ?? '', await foundDaysAgo(clue?.id ?? '', 12), USUAL_HANDS)
  await page.goto(`/clues/${clue?.id}`)
  await expect(page.getByRole('link', { name: /JC-2026-/ }).first()).toBeVisible()

  expect(await counted(page, VILLAGE, 'monitored')).toBe(before.village + 1)
  expect(await counted(page, '130799000000', 'monitored')).toBe(before.county + 1)
  expect(await counted(page, '130799000000', 'openClues')).toBe(before.clues)

  await page.goto(`/dashboard/${VILLAGE}?indicator=monitored`)
  await expect(page.getByRole('link', { name: new RegExp(imported.head_name) }).first()).toBeVisible()

  await page.goto('/import')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: '上传并检查' }).click()
  await expect(page.getByText(`发现 ${FAULTS} 处问题`)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: /只导入无误的/ }).click()
  await expect(page.getByText('与系统里已有的完全一致，没有改动。')).toBeVisible({ timeout: 60_000 })
})
