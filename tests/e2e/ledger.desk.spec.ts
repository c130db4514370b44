import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

const HOUSEHOLDS = 40
const SHOTS = process.env.LEDGER_SHOTS

function aFile(seed: number, change: (text: string) => string = (text) => text): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ledger-')), '农户台账.csv')
  execFileSync('npm', [
    ...['run', '-s', 'sample-ledger', '--', '--households', String(HOUSEHOLDS), '--county', '130799'],
    ...['--out', file, '--faults', '0', '--seed', String(seed)],
  ])
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  return file
}

async function isReadable(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide, `${name} fits`).toBeLessThanOrEqual(0)
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

async function send(page: Page, file: string, button: string): Promise<void> {
  await page.goto('/import')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: button }).click()
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/)
}

const counted = async () => (await rows<{ n: number }>('SELECT count(*)::int AS n FROM household'))[0]?.n as number

for (const words of [
  {
    language: 'zh-CN',
    seed: 8,
    upload: '上传并检查',
    missing: '缺这些列，指定后才能检查：户编号',
    again: '照此重新检查',
    readAs: '读作',
    clean: '没有发现问题',
    doubts: '处存疑，不影响导入',
    whole: '整份导入',
    undo: '整批撤销',
    undone: '已整批撤销',
    changed: '有改动',
  },
  {
    language: 'en',
    seed: 6,
    upload: 'Upload and check',
    missing: 'These columns are missing; say which they are before the check: 户编号',
    again: 'Check again like this',
    readAs: 'Read as',
    clean: 'No faults found',
    doubts: 'nothing is kept out for it',
    whole: 'Import the whole ledger',
    undo: 'Take it all back',
    undone: 'Taken back whole',
    changed: 'Changed',
  },
]) {
  test(`a ledger with an unknown head is mapped, compared, imported and taken back (${words.language})`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000)
    await context.addCookies([{ name: 'locale', value: words.language, url: baseURL ?? '' }])
    await signIn(page, 'county-office', '/import')
    await isReadable(page, `upload-${words.language}`)
    for (const kind of ['HOUSEHOLDS', 'INCOMES', 'LIVING', 'MEMBERS']) {
      const address = `/api/import-templates/${kind}`
      await expect(page.locator(`a[href="${address}"]`)).toBeVisible()
      expect((await page.request.get(address)).headers()['content-disposition']).toContain(`${kind.toLowerCase()}.xlsx`)
    }
    expect((await page.request.get('/api/import-templates/OTHER')).status()).toBe(404)
    const before = await counted()

    const head = `本县户码${words.seed}`
    await send(
      page,
      aFile(words.seed, (text) => text.replace('户编号', head)),
      words.upload,
    )
    await expect(page.getByText(words.missing)).toBeVisible({ timeout: 60_000 })
    await isReadable(page, `columns-${words.language}`)
    await page.getByLabel(`${head}: ${words.readAs}`).selectOption('householdNo')
    await page.getByRole('button', { name: words.again }).click()
    await expect(page.getByText(words.clean)).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText(words.doubts)).toBeVisible()
    await isReadable(page, `checked-${words.language}`)
    expect(await counted()).toBe(before)
    await page.getByRole('button', { name: words.whole }).click()
    await expect(page.getByRole('button', { name: words.undo })).toBeVisible({ timeout: 60_000 })
    expect(await counted()).toBe(before + HOUSEHOLDS)

    const changed = aFile(words.seed, (text) => text.replace('户编号', head).replace(/[一二三四五]组/, '九十组'))
    await send(page, changed, words.upload)
    await expect(page.getByText('九十组').first()).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('link', { name: words.changed, exact: true })).toBeVisible()
    await isReadable(page, `differences-${words.language}`)
    await page.getByRole('button', { name: words.whole }).click()
    await expect(page.getByRole('button', { name: words.undo })).toBeVisible({ timeout: 60_000 })
    await isReadable(page, `done-${words.language}`)
    await page.getByRole('button', { name: words.undo }).click()
    await expect(page.getByText(words.undone, { exact: true })).toBeVisible({ timeout: 60_000 })
    expect((await rows(`SELECT id FROM household WHERE group_name = '九十组'`)).length).toBe(0)
    expect(await counted()).toBe(before + HOUSEHOLDS)
  })
}
