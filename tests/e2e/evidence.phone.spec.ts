import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'
import { aLargePaper, aPaper, aPhoto } from '@/tests/support/photos'

const visitOf = async (name: string) => {
  const [row] = await rows<{ id: string }>(
    'SELECT id FROM visit WHERE household_id = $1 ORDER BY visited_on DESC LIMIT 1',
    [await householdOf(name)],
  )
  return row?.id ?? ''
}
const kept = async (name: string) =>
  rows<{ id: string; byte_count: number; withdrawn_reason: string | null }>(
    'SELECT id, byte_count, withdrawn_reason FROM evidence WHERE household_id = $1 ORDER BY received_at',
    [await householdOf(name)],
  )
const choose = (page: Page, buffer: Buffer, name = 'IMG_0326.jpg', mimeType = 'image/jpeg') =>
  page.getByLabel('照片或 PDF').setInputFiles({ name, mimeType, buffer })
const save = (page: Page) => page.getByRole('button', { name: '保存', exact: true })
const barriers = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

test('a photo is added to a visit, seen there, found again, and withdrawn with a reason', async ({ page }) => {
  await signIn(page, 'first-secretary', `/visits/${await visitOf('王守田')}`)
  await page.getByRole('link', { name: '添加照片' }).tap()
  await expect(page.getByRole('radio', { name: '现场拍的' })).toBeChecked()
  await choose(page, await aPhoto({ width: 2400, height: 1800, seed: 41 }))
  await page.getByLabel('说明').fill('西屋屋顶漏雨处')
  await save(page).tap()
  await expect(page.getByText('已存好')).toBeVisible()
  const [first] = await kept('王守田')
  await page.goto(`/visits/${await visitOf('王守田')}`)
  const thumb = page.getByRole('img', { name: '西屋屋顶漏雨处' })
  await expect(thumb).toBeVisible()
  expect(await thumb.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  expect(await barriers(page)).toEqual([])
  await thumb.tap()
  await expect(page).toHaveURL(new RegExp(`/evidence/${first?.id}$`))
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: '叠加时间地点' }).tap()
  await expect(page.locator('figcaption')).toContainText('2026-03-26')

  await page.goto(`/households/${await householdOf('王守田')}/evidence?add=1`)
  await choose(page, await aPhoto({ width: 1200, height: 900, seed: 41 }))
  await save(page).tap()
  await expect(page.getByText('以前用过或与以前的很像')).toBeVisible()
  await page.locator('.shots a').first().tap()
  await expect(page.getByText('只是提示，不是结论')).toBeVisible()
  await page.getByText('撤回这份材料').tap()
  await page.getByRole('button', { name: '撤回', exact: true }).tap()
  await expect(page.getByText('这一项要填')).toBeVisible()
  await page.getByLabel('撤回原因').fill('拍重了')
  await page.getByRole('button', { name: '撤回', exact: true }).tap()
  await expect(page.getByText('拍重了')).toBeVisible()
  expect((await kept('王守田')).map(({ withdrawn_reason }) => withdrawn_reason)).toEqual([null, '拍重了'])
  expect(await barriers(page)).toEqual([])
})

test('a large photo is made smaller on the phone before it is sent', async ({ page }) => {
  await signIn(page, 'first-secretary', `/households/${await householdOf('郭存善')}/evidence`)
  const noise = await aPhoto({ width: 4000, height: 3000, seed: 77 })
  const large = Buffer.concat([noise, Buffer.alloc(600 * 1024)])
  await choose(page, large)
  await expect(page.getByText('照片已压缩到')).toBeVisible()
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await save(page).tap()
  expect((await (await sent).sizes()).requestBodySize).toBeLessThan(500_000)
  await expect(page.getByText('已存好')).toBeVisible()
})

test('a photo saved without a connection waits on the phone and arrives once', async ({ page, context }) => {
  await signIn(page, 'first-secretary', `/households/${await householdOf('孙改莲')}/evidence?add=1`)
  const before = (await kept('孙改莲')).length
  await expect(page.getByText('附上现在的位置')).toBeVisible()
  await choose(page, await aPhoto({ seed: 90 }))
  await context.setOffline(true)
  await save(page).tap()
  await expect(page.getByText('已存在本机，待上报')).toBeVisible()
  expect(await kept('孙改莲')).toHaveLength(before)
  await context.setOffline(false)
  await expect(page.getByText('已存好')).toBeVisible()
  expect(await kept('孙改莲')).toHaveLength(before + 1)
})

test('a large paper goes in pieces and, cut off in the middle, goes on where it stopped', async ({ page }) => {
  await signIn(page, 'first-secretary', `/households/${await householdOf('孙改莲')}/evidence?add=1`)
  const before = (await kept('孙改莲')).length
  const pieces: string[] = []
  let isCut = true
  await page.route('**/api/evidence/pieces', async (route) => {
    const no = /name="no"\s+(\d+)/.exec(route.request().postDataBuffer()?.toString('latin1') ?? '')?.[1] ?? ''
    if (isCut && no === '1') return route.abort('connectionreset')
    pieces.push(no)
    return route.continue()
  })
  await choose(page, aLargePaper(600 * 1024), '低保证.pdf', 'application/pdf')
  await save(page).tap()
  await expect(page.getByText('已存在本机，待上报')).toBeVisible()
  await expect.poll(() => pieces).toEqual(['0'])
  expect(await kept('孙改莲')).toHaveLength(before)
  isCut = false
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText('已存好')).toBeVisible()
  expect(pieces).toEqual(['0', '1', '2'])
  expect(await kept('孙改莲')).toHaveLength(before + 1)
})

test('what is wrong with a large file stands beside its field, and the caption stays', async ({ page }) => {
  await signIn(page, 'first-secretary', `/households/${await householdOf('孙改莲')}/evidence?add=1`)
  await page.getByLabel('说明').fill('出院证明')
  await choose(page, Buffer.concat([Buffer.from('<svg/>'), Buffer.alloc(300 * 1024, 7)]), 'a.pdf', 'application/pdf')
  await save(page).tap()
  await expect(page.getByText('内容不是 JPEG')).toBeVisible()
  await expect(page.getByLabel('说明')).toHaveValue('出院证明')
  await choose(page, aPaper(), '出院证明.pdf', 'application/pdf')
  await save(page).tap()
  await expect(page.getByText('已存好')).toBeVisible()
})

test('the phone door takes a photo, answers again with the same, and keeps another file apart', async ({ page }) => {
  await signIn(page, 'first-secretary', '/me')
  const householdId = await householdOf('陈秀兰')
  const id = crypto.randomUUID()
  const send = (buffer: Buffer) =>
    page.request.post('/api/evidence', {
      headers: { origin: new URL(page.url()).origin },
      multipart: {
        commandId: id,
        id,
        householdId,
        subjectKind: 'HOUSEHOLD',
        subjectId: householdId,
        origin: 'ON_SITE',
        file: { name: 'a.jpg', mimeType: 'image/jpeg', buffer },
      },
    })
  const photo = await aPhoto({ seed: 50 })
  expect((await send(photo)).status()).toBe(200)
  expect(await (await send(photo)).json()).toMatchObject({ status: 'done', replayed: true })
  expect((await send(await aPhoto({ seed: 51 }))).status()).toBe(409)
  expect((await send(Buffer.alloc(12.5 * 1024 * 1024))).status()).toBe(413)
  expect(await kept('陈秀兰')).toHaveLength(1)

  const seen = await page.request.get(`/api/evidence/${id}`)
  expect(seen.headers()).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(seen.headers()['content-security-policy']).toContain('sandbox')
  const stamp = seen.headers().etag ?? ''
  const again = await page.request.get(`/api/evidence/${id}`, { headers: { 'if-none-match': stamp } })
  expect(again.status()).toBe(304)
  const missing = await page.request.get(`/api/evidence/${crypto.randomUUID()}`)
  await page.context().clearCookies()
  const signedOut = await page.request.get(`/api/evidence/${id}`)
  expect([missing.status(), signedOut.status()]).toEqual([404, 404])
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a paper is added, and a wrong file is refused beside its field with the caption kept', async ({ page }) => {
    await signIn(page, 'first-secretary', `/households/${await householdOf('孙改莲')}/evidence?add=1`)
    await page.getByLabel('说明').fill('出院证明')
    await choose(page, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.jpg')
    await save(page).tap()
    await expect(page.getByText('内容不是 JPEG')).toBeVisible()
    await expect(page.getByLabel('说明')).toHaveValue('出院证明')
    await choose(page, aPaper(), '出院证明.pdf', 'application/pdf')
    await save(page).tap()
    await expect(page.getByText('已存好')).toBeVisible()
    await page.locator('.shots a', { hasText: '出院证明' }).first().tap()
    await expect(page.getByRole('link', { name: '下载 PDF' })).toBeVisible()
  })
})
