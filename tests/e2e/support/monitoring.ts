import { expect, type Page } from '@playwright/test'
import { aPhoto } from '@/tests/support/photos'
import { signIn } from './sign-in'
import { rows } from './story'

/** Who does what; whoever opened the clue reviews and decides nothing. */
export type Hands = { village: string; township: string; county: string }
export const USUAL_HANDS: Hands = { village: 'first-secretary', township: 'township', county: 'county-office' }

const day = (date: Date) => date.toISOString().slice(0, 10)
export const later = (from: string, days: number) => day(new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000))

/** Lets days pass for an open clue: it was found that many days ago. Answers the day. */
export async function foundDaysAgo(clueId: string, days: number): Promise<string> {
  const [clue] = await rows<{ on: string }>(
    `UPDATE clue SET opened_on = opened_on - $2::int, verify_by = verify_by - $2::int, identify_by = identify_by - $2::int
     WHERE id = $1 RETURNING opened_on::text AS on`,
    [clueId, days],
  )
  if (!clue) throw new Error('no clue')
  return clue.on
}

export async function as(page: Page, username: string, address: string): Promise<void> {
  await page.context().clearCookies()
  await signIn(page, username, address)
  await page.goto(address)
}

export const formOf = (page: Page, button: string) =>
  page.locator('form', { has: page.getByRole('button', { name: button, exact: true }) })

type Filling = Record<string, string | true | string[]>

/** Fills the form with that button and sends it; ticks are `true`, choices among many a list. */
export async function fill(page: Page, button: string, values: Filling): Promise<void> {
  const form = formOf(page, button)
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name=${name}]`)
    if (value === true) await field.first().check()
    else if (Array.isArray(value))
      for (const each of value) await form.locator(`[name=${name}][value=${each}]`).check({ force: true })
    else if ((await field.first().evaluate((node) => node.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.first().fill(value)
  }
  await form.getByRole('button', { name: button, exact: true }).click()
}

export const FOUR = { troubleHousing: 'NO', troubleSchooling: 'NO', troubleWater: 'NO', troubleInsurance: 'NO' }
const VOTES = { should: '30', present: '24', votesFor: '22', votesAgainst: '1', votesAbstain: '1' }

let seed = 700
/** Adds a photo of the appraisal to the procedure whose page is open, and comes back. */
async function photograph(page: Page, here: string): Promise<void> {
  await page.getByRole('link', { name: '添加评议现场照片' }).click()
  const buffer = await aPhoto({ width: 640, height: 480, seed: seed++ })
  await page.getByLabel('照片或 PDF').setInputFiles({ name: 'IMG_0700.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已存好')).toBeVisible()
  await page.goto(here)
}

/** Appraisal, publicity of five full days, township and county: the part of the way that both procedures share. */
export async function fromAppraisal(page: Page, here: string, on: string, hands: Hands): Promise<void> {
  await as(page, hands.village, here)
  await photograph(page, here)
  await fill(page, '登记评议结果', { on, place: '村委会', chair: '张三', ...VOTES })
  await expect(page.locator('.life li.done', { hasText: '民主评议' })).toBeVisible()
  await fill(page, '开始公示', { on, place: '村公示栏' })
  await expect(page.locator('.life li.done', { hasText: '村内公示' })).toBeVisible()
  await page.goto(`${here}/notice`)
  const notice = page.locator('.paper')
  await expect(notice).toContainText('名单公示')
  for (const hidden of [/\d{17}[\dX]/, /1\d{10}/, /病|残/]) await expect(notice).not.toContainText(hidden)
  await as(page, hands.township, here)
  await fill(page, '审核通过', { on: later(on, 6), reviewers: '赵四' })
  await expect(page.locator('.life li.done', { hasText: '乡镇审核' })).toBeVisible()
  await as(page, hands.county, here)
  await fill(page, '审定通过', { on: later(on, 7), document: '青监测〔2026〕3号' })
  await expect(page.getByText('已办结').first()).toBeVisible()
}

/** Leads an open clue, found on a day, to a case; answers the procedure's address. The county decides eleven days later. */
export async function monitor(page: Page, clueId: string, found: string, hands: Hands): Promise<string> {
  await as(page, hands.village, `/clues/${clueId}`)
  await fill(page, '派核线索', { startedOn: found })
  await expect(page).toHaveURL(/\/identification\/[0-9a-f-]{36}/)
  const here = page.url()
  await fill(page, '核查通过', {
    on: later(found, 2),
    officers: '王一、李二',
    authorised: true,
    monitoredType: 'UNSTABLE_EXITED',
    risks: ['ILLNESS'],
    incomePerHead: '5,200',
    ...FOUR,
  })
  await expect(page.getByText('下一步不由您的岗位办理')).toBeVisible()
  await as(page, hands.township, here)
  await fill(page, '登记比对结果', {
    on: later(found, 3),
    departments: ['MEDICAL_SECURITY', 'CIVIL_AFFAIRS'],
    result: 'SAME',
    document: '比对单 12 号',
  })
  await expect(page.locator('.life li.done', { hasText: '部门信息比对' })).toBeVisible()
  await fromAppraisal(page, here, later(found, 4), hands)
  return here
}
