import { expect, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'
import { aPhoto } from '@/tests/support/photos'

const VILLAGE = '130799104201'

test('a first secretary records progress with a photo whose connection breaks, lists the special groups and a supply, and sees the gap', async ({
  page,
}) => {
  const [plan] = await rows<{ id: string }>(
    'SELECT id FROM village_plan WHERE region_code = $1 ORDER BY year LIMIT 1',
    [VILLAGE],
  )
  await signIn(page, 'first-secretary', `/village-plans/${plan?.id}`)
  await page.getByRole('link', { name: /^记进展\s*劳务就业$/ }).click()
  await page.getByLabel('完成到（%）').fill('45')
  await page.getByLabel('做了什么').fill('送岗到户，十二人签了合同')
  await page.getByLabel('现场照片').setInputFiles({
    name: 'jobs.jpg',
    mimeType: 'image/jpeg',
    buffer: await aPhoto({ width: 800, height: 600, seed: 94 }),
  })
  await expect(page.getByText('jobs.jpg', { exact: true })).toBeVisible()
  await page.route(
    '**/api/outbox',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await page.getByRole('button', { name: '保存记录' }).click()
  await expect(page.getByRole('heading', { name: '这条记录存在本机，待上报' })).toBeVisible()
  await page.goto(`/village-plans/${plan?.id}`)
  await expect(page.getByText('送岗到户，十二人签了合同')).toHaveCount(1)
  await expect(page.getByText(/已上报/).first()).toBeVisible()
  await page.reload()
  const entry = page.getByRole('listitem').filter({ hasText: '送岗到户，十二人签了合同' }).first()
  await entry.getByRole('link', { name: /年度工作进展/ }).click()
  await page.getByRole('link', { name: '年度工作进展' }).click()
  await expect(page.getByText('1 份')).toBeVisible()
  await page.goto(`/village-plans/${plan?.id}?part=groups`)
  await page.getByRole('button', { name: '从户档列出' }).click()
  await expect(page.getByText('写要办的事', { exact: true }).first()).toBeVisible()
  await page.goto(`/village-plans/${plan?.id}?part=supplies`)
  await page.getByRole('link', { name: '记农资摸底' }).click()
  await page.getByLabel('农资', { exact: true }).selectOption('FILM')
  await page.getByLabel('单位', { exact: true }).fill('卷')
  await page.getByLabel('需要').fill('90')
  await page.getByLabel('已有').fill('20')
  await page.getByRole('button', { name: '保存记录' }).click()
  await expect(page.getByText('70 卷')).toBeVisible()
})
