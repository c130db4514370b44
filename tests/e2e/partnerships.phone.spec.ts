import { expect, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

test('a township records what a pair did, corrects it, and the sum follows; the earlier line stays', async ({
  page,
}) => {
  const [pair] = await rows<{ id: string }>(
    `SELECT p.id FROM medical_pair p WHERE p.region_code = '130799104000' AND p.to_on IS NULL ORDER BY p.id LIMIT 1`,
  )
  await signIn(page, 'township', `/partnerships/${pair?.id}`)
  await page.getByRole('link', { name: '记成效' }).click()
  await page.getByLabel('做了什么').selectOption('STUDY_LEAVES')
  await page.getByLabel('数量', { exact: true }).fill('30')
  await page.getByRole('button', { name: '保存成效' }).click()
  await expect(page.getByText('30 人', { exact: true })).toHaveCount(2)
  await page.getByText('更正这一条', { exact: true }).click()
  await page.getByText(/^更正：进修 30 人/).click()
  const form = page.locator('form:has(#f-line0-reason)')
  await form.getByLabel('数量', { exact: true }).fill('3')
  await form.getByLabel('更正原因').fill('多写一个零')
  await form.getByRole('button', { name: '保存更正' }).click()
  await expect(page.getByText('3 人', { exact: true })).toHaveCount(2)
  await expect(page.getByText(/^已更正/)).toHaveCount(1)
})
