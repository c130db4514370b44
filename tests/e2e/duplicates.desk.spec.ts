import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { householdOf, rows } from '@/tests/e2e/support/story'

const HEAD = '王守田'

/** The same household once more, as a second clerk would have entered it: the head's name in another written form, month and day changed about. */
async function recordedTwice(village?: string): Promise<{
  first: string
  firstNo: string
  second: string
  secondNo: string
  born: string
}> {
  const first = await householdOf(HEAD)
  const [head] = await rows<{ no: string; born: string; region: string }>(
    `SELECT h.household_no AS no, p.birth_date::text AS born, h.region_code AS region FROM household h
     JOIN membership m ON m.household_id = h.id AND m.relation = 'HEAD' AND m.valid_to IS NULL JOIN person p ON p.id = m.person_id WHERE h.id = $1`,
    [first],
  )
  if (!head) throw new Error('no head')
  const secondNo = `DUP-${Date.now()}`
  const [made] = await rows<{ id: string }>(
    `INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, head_name, head_pinyin, head_initials, member_count, address)
     VALUES ('130799', gen_random_uuid(), $1, $2, 'POOR_GENERAL', 'EXITED', $3, 'wangshoutian', 'wst', 1, '村东第二家') RETURNING id`,
    [village ?? head.region, secondNo, HEAD],
  )
  const second = made?.id as string
  await rows(
    `WITH p AS (INSERT INTO person (county_code, id, region_code, name, name_pinyin, name_initials, sex, birth_date)
       VALUES ('130799', gen_random_uuid(), $1, $2, 'wangshoutian', 'wst', 'M', $3) RETURNING id)
     INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
     SELECT '130799', gen_random_uuid(), $1, $4, id, 'HEAD', '2020-01-01' FROM p`,
    [village ?? head.region, HEAD, head.born, second],
  )
  return { first, firstNo: head.no, second, secondNo, born: head.born }
}

const faultsOf = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)

test.afterEach(() =>
  rows(
    `UPDATE household SET is_active = false, left_on = '2026-03-26', left_reason = 'OTHER' WHERE household_no LIKE 'DUP-%' AND is_active`,
  ),
)

test('a household recorded twice is warned of while typing, put side by side, merged, found by its old number, and taken apart again', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const { first, firstNo, second, secondNo, born } = await recordedTwice()
  await signIn(page, 'county-office', '/duplicates')
  await page.goto('/duplicates')
  await page.locator('[name=checkName]').fill(HEAD)
  await page.locator('[name=checkBirthDate]').fill(born)
  await expect(page.getByText('有相像的人').or(page.getByText('很可能已经在册'))).toBeVisible()
  await expect(page.getByRole('link', { name: '打开这一户' }).first()).toHaveAttribute('href', /\/households\//)
  expect(await faultsOf(page)).toEqual([])

  await page.getByText('按两个编号提出重复').click()
  await page.locator('[name=leftNo]').fill(firstNo)
  await page.locator('[name=rightNo]').fill('no-such-number')
  await page.getByRole('button', { name: '并排核对' }).click()
  await expect(page.getByText('没有找到这个编号').first()).toBeVisible()
  await expect(page.locator('[name=leftNo]')).toHaveValue(firstNo)
  await page.locator('[name=rightNo]').fill(secondNo)
  await page.getByRole('button', { name: '并排核对' }).click()
  await expect(page).toHaveURL(/\/duplicates\/[0-9a-f-]{36}/)
  const review = page.url()
  expect(await faultsOf(page)).toEqual([])

  const isLeft = first < second
  await page.getByRole('link', { name: isLeft ? '保留记录一' : '保留记录二' }).click()
  await page.getByRole('group', { name: '住址' }).getByText('村东第二家').click()
  await page.getByRole('button', { name: '合并', exact: true }).click()
  await expect(page.getByText('已合并').first()).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  const told = () =>
    rows<{ id: string; merged_into: string | null; is_active: boolean; address: string }>(
      'SELECT id, merged_into, is_active, address FROM household WHERE id = ANY($1)',
      [[first, second]],
    )
  expect((await told()).find(({ id }) => id === second)).toMatchObject({ merged_into: first, is_active: false })
  expect((await told()).find(({ id }) => id === first)).toMatchObject({ address: '村东第二家' })

  await page.goto(`/households/${second}`)
  await expect(page.getByText(firstNo).first()).toBeVisible()
  await page.goto(`/households?q=${secondNo}`)
  await expect(page.getByRole('link', { name: HEAD }).first()).toHaveAttribute('href', new RegExp(first))

  await page.goto(review)
  await page.getByRole('button', { name: '撤销这次合并' }).click()
  await expect(page.getByText('待核对').first()).toBeVisible()
  await expect
    .poll(async () => (await told()).every(({ merged_into, is_active }) => merged_into === null && is_active))
    .toBe(true)

  await page.getByText('先作判断').click()
  await page.getByText('不是重复，以后不再提').click()
  await page.getByRole('button', { name: '记下判断' }).click()
  await expect(page.getByText('请写一句依据').first()).toBeVisible()
  await page.locator('[name=note]').first().fill('堂兄弟同名，已入户核对')
  await page.getByRole('button', { name: '记下判断' }).click()
  await expect(page.getByText('判定不是重复').first()).toBeVisible()
})

test('what lies beyond the scope is the same 404 as what is not there', async ({ page }) => {
  const [across] = await rows<{ id: string }>(
    `INSERT INTO duplicate_across (county_code, id, region_code, left_county_code, left_person_id, right_county_code, right_person_id, found_at)
     VALUES ('130700', gen_random_uuid(), '130700000000', '130799', gen_random_uuid(), '130801', gen_random_uuid(), now()) RETURNING id`,
  )
  await signIn(page, 'county-office', '/duplicates')
  const missing = await page.goto('/duplicates/00000000-0000-4000-8000-000000000000')
  expect(missing?.status()).toBe(404)
  expect((await page.goto(`/duplicates/${across?.id}`))?.status()).toBe(404)
  expect((await page.goto(`/duplicates/across/${across?.id}`))?.status()).toBe(403)
  await rows('DELETE FROM duplicate_across WHERE id = $1', [across?.id])
})

test('a household recorded in two villages is merged into one of them, which is said before, and goes back', async ({
  page,
}) => {
  test.setTimeout(90_000)
  const [elsewhere] = await rows<{ code: string; name: string }>(
    `SELECT v.code, t.name || v.name AS name FROM region v JOIN region t ON t.code = v.parent_code
     WHERE v.level = 'VILLAGE' AND v.code LIKE '130799%' AND v.code <> '130799104201' ORDER BY v.code LIMIT 1`,
  )
  const { first, firstNo, second, secondNo } = await recordedTwice(elsewhere?.code)
  await signIn(page, 'county-office', '/duplicates')
  await page.goto('/duplicates')
  await page.getByText('按两个编号提出重复').click()
  await page.locator('[name=leftNo]').fill(firstNo)
  await page.locator('[name=rightNo]').fill(secondNo)
  await page.getByRole('button', { name: '并排核对' }).click()
  await page.getByRole('link', { name: first < second ? '保留记录二' : '保留记录一' }).click()
  await expect(page.getByText(`先连同成员和全部记录转到${elsewhere?.name}`)).toBeVisible()
  await page.getByRole('link', { name: first < second ? '保留记录一' : '保留记录二' }).click()
  await expect(page.getByText('先连同成员和全部记录转到')).not.toContainText(elsewhere?.name ?? '')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: '合并', exact: true }).click()
  await expect(page.getByText('已合并').first()).toBeVisible()
  const villages = async () =>
    (
      await rows<{ code: string }>('SELECT region_code AS code FROM household WHERE id = ANY($1) ORDER BY 1', [
        [first, second],
      ])
    ).map(({ code }) => code)
  expect(await villages()).toEqual(['130799104201', '130799104201'])
  await page.getByRole('button', { name: '撤销这次合并' }).click()
  await expect(page.getByText('待核对').first()).toBeVisible()
  await expect.poll(villages).toEqual([elsewhere?.code, '130799104201'].sort())
})
