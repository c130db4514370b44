import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { householdOf, rows } from './support/story'

const TOWNSHIP = '130799104000'
const VILLAGE = '130799104201'
const isPhone = (project: string) => project === 'phone'

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  expect(wide).toBe(0)
}

/** A household of the village with somebody of 62 or more for whom no child paid yet; each project takes its own. */
async function anElder(offset: number): Promise<string> {
  const [found] = await rows<{ id: string }>(
    `SELECT h.id FROM household h WHERE h.region_code = $1 AND h.is_active
       AND EXISTS (SELECT FROM membership m JOIN person p ON p.id = m.person_id WHERE m.household_id = h.id AND m.valid_to IS NULL AND p.birth_date < '1963-01-01')
       AND NOT EXISTS (SELECT FROM filial_contribution f WHERE f.household_id = h.id)
       AND h.head_name NOT IN ('王守田', '刘改梅', '郭存善', '陈秀兰', '孙改莲')
     ORDER BY h.household_no OFFSET $2 LIMIT 1`,
    [VILLAGE, offset],
  )
  if (!found) throw new Error('no household with an elder')
  return found.id
}

type People = (name: string) => Promise<Page>

/** One browser for each of the people who take part. */
function peopleOf(browser: Browser, project: { use: object }): { as: People; end: () => Promise<void> } {
  const pages = new Map<string, Page>()
  const { viewport, isMobile, hasTouch, userAgent } = project.use as Record<string, never>
  const as: People = async (name) => {
    const known = pages.get(name)
    if (known) return known
    const page = await (await browser.newContext({ viewport, isMobile, hasTouch, userAgent })).newPage()
    await signIn(page, name)
    pages.set(name, page)
    return page
  }
  return { as, end: async () => void (await Promise.all([...pages.values()].map((page) => page.context().close()))) }
}

type Typed = Readonly<Record<string, string>>

/** Fills the form that ends with this button and sends it. */
async function send(page: Page, button: string, typed: Typed): Promise<void> {
  const form = page.locator('form', { has: page.getByRole('button', { name: button, exact: true }) }).first()
  for (const [name, value] of Object.entries(typed)) {
    const control = form.locator(`[name=${name}]`)
    if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(value)
    else await control.fill(value)
  }
  await form.getByRole('button', { name: button, exact: true }).click()
}

/** One step of an application by one of the people. */
async function step(as: People, who: string, url: string, button: string, typed: Typed, then: string): Promise<void> {
  const page = await as(who)
  await page.goto(url)
  await send(page, button, typed)
  await expect(page.locator('.chip').first()).toHaveText(then)
}

async function payIn(as: People, region: string, line: string, yuan: string, year = '2026', source = 'BUDGET') {
  const page = await as('county-office')
  await page.goto(`/relief/funds?year=${year}&region=${region === '130799000000' ? '' : TOWNSHIP}`)
  const typed = { regionCode: region, line, source, year, amountYuan: yuan, document: '县财〔2026〕7号' }
  await send(page, '记账', typed)
  await expect(page.getByText('已记账。')).toBeVisible()
}

/** A hardship event recorded on the household's page; ends on the event's page. */
async function anEvent(page: Page, household: string, typed: Typed): Promise<string> {
  await page.goto(`/households/${household}`)
  await page.getByRole('link', { name: '登记困难事件' }).click()
  await send(page, '登记', typed)
  await expect(page).toHaveURL(/\/relief\/events\/[0-9a-f-]{36}/)
  return page.url()
}

/** A draft for a line from the event's page; ends on the application's page. */
async function aDraft(page: Page, event: string, line: string, typed: Typed): Promise<string> {
  await page.goto(event)
  await page.getByText(`申请${line}`, { exact: true }).click()
  const form = page.locator('details[open] form', { has: page.getByRole('button', { name: '保存草稿' }) })
  for (const [name, value] of Object.entries(typed)) await form.locator(`[name=${name}]`).fill(value)
  await form.getByRole('button', { name: '保存草稿' }).click()
  await expect(page).toHaveURL(/\/relief\/[0-9a-f-]{36}$/)
  return page.url()
}

test(
  'story 1: relief of 2,800 from the village to the signature; the staircase shows what is left',
  { tag: '@phone' },
  async ({ browser }, { project }) => {
    test.setTimeout(240_000)
    const { as, end } = peopleOf(browser, project)
    await payIn(as, TOWNSHIP, '3', '20000')
    const secretary = await as('first-secretary')
    const household = await anElder(isPhone(project.name) ? 0 : 1)
    const event = await anEvent(secretary, household, {
      cause: 'ILLNESS',
      happenedOn: '2026-03-01',
      totalYuan: '31,000',
      policyYuan: '26000',
      note: '慢性病住院',
    })
    await secretary.getByText('登记三重保障结算', { exact: true }).click()
    await send(secretary, '登记结算', { amountYuan: '20000', settledOn: '2026-03-10', document: '结算单1' })
    await expect(secretary.locator('.tbl').first()).toContainText('11,000')
    await clean(secretary)
    const application = await aDraft(secretary, event, '临时救助', { claimedYuan: '2800', on: '2026-03-11' })
    await step(as, 'first-secretary', application, '提交申请', { on: '2026-03-11' }, '已申请')
    await step(as, 'township', application, '受理', { on: '2026-03-12' }, '已受理')
    const opinion = { on: '2026-03-13', officers: '杨村干、李会计', opinion: '情况属实' }
    await step(as, 'village-cadre', application, '登记审核结果', opinion, '已审核')
    await step(as, 'township', application, '批准', { on: '2026-03-16', document: '镇临救〔2026〕5号' }, '已批未发')
    const township = await as('township')
    await expect(township.getByText('谁批谁不能发')).toBeVisible()
    await step(as, 'county-office', application, '登记发放', { on: '2026-03-18', document: '批次12' }, '已发放')
    await step(as, 'village-cadre', application, '登记签收', { on: '2026-03-20' }, '已签收')
    const cadre = await as('village-cadre')
    await clean(cadre)
    await cadre.goto(`/households/${household}`)
    await expect(cadre.locator('section', { hasText: '六道防线' }).last()).toContainText('8,200')
    await cadre.goto(`${application}/print`)
    await expect(cadre.locator('.paper')).toContainText('镇临救〔2026〕5号')
    await clean(cadre)
    await end()
  },
)

test(
  'story 6: 3,000 is the township’s and 3,001 the county’s; what was typed stays',
  { tag: '@phone' },
  async ({ browser }, { project }) => {
    test.setTimeout(180_000)
    const { as, end } = peopleOf(browser, project)
    const secretary = await as('first-secretary')
    const household = await anElder(0)
    const event = await anEvent(secretary, household, {
      cause: 'DISASTER',
      happenedOn: '2026-03-01',
      totalYuan: '9000',
    })
    const application = await aDraft(secretary, event, '临时救助', { claimedYuan: '3001' })
    await step(as, 'first-secretary', application, '提交申请', {}, '已申请')
    await step(as, 'township', application, '受理', {}, '已受理')
    await step(as, 'village-cadre', application, '登记审核结果', { officers: '杨村干', opinion: '情况属实' }, '已审核')
    const township = await as('township')
    await township.goto(application)
    await send(township, '批准', { grantedYuan: '3001', document: '镇临救〔2026〕6号' })
    await expect(township.locator('form [role=alert]')).toContainText('超过 3000 元的临时救助由县民政审批')
    await expect(township.locator('[name=document]').first()).toHaveValue('镇临救〔2026〕6号')
    const county = await as('county-office')
    await county.goto(application)
    await send(county, '批准', { grantedYuan: '3000', document: '县民救〔2026〕1号' })
    await expect(county.locator('form [role=alert]')).toContainText('3000 元以内（含）的临时救助由乡镇审批')
    await send(county, '批准', { grantedYuan: '3001', document: '县民救〔2026〕1号' })
    await expect(county.locator('.chip').first()).toHaveText('已批未发')
    // The county was first: the township sees what became of it, and what it had typed is not lost with its form.
    await township.locator('form').getByRole('button', { name: '批准' }).click()
    await expect(township.locator('.chip').first()).toHaveText('已批未发')
    const stays = township.getByRole('alert').filter({ hasText: '您刚才填的没有保存' })
    await expect(stays).toContainText('镇临救〔2026〕6号')
    await end()
  },
)

test(
  'story 2: the son’s accident: insurance 13,000 and fund 1,000 after the other lines',
  { tag: '@desk' },
  async ({ browser }, { project }) => {
    test.setTimeout(300_000)
    const { as, end } = peopleOf(browser, project)
    await payIn(as, TOWNSHIP, '6', '5000')
    const secretary = await as('first-secretary')
    const household = await householdOf('孙改莲')
    const event = await anEvent(secretary, household, {
      cause: 'ACCIDENT',
      happenedOn: '2026-02-01',
      totalYuan: '40000',
      policyYuan: '30000',
    })
    await secretary.getByText('登记三重保障结算', { exact: true }).click()
    await send(secretary, '登记结算', { amountYuan: '20000', settledOn: '2026-02-20', document: '结算单' })
    const through = async (line: string, yuan: string, decider: string, payer: string) => {
      const application = await aDraft(secretary, event, line, { claimedYuan: yuan, on: '2026-03-02' })
      await step(as, 'first-secretary', application, '提交申请', { on: '2026-03-02' }, '已申请')
      await step(as, 'township', application, '受理', { on: '2026-03-03' }, '已受理')
      const told = { on: '2026-03-04', officers: '杨村干', opinion: '情况属实' }
      await step(as, 'village-cadre', application, '登记审核结果', told, '已审核')
      await step(as, 'village-cadre', application, '开始公示', { on: '2026-03-05', place: '村公示栏' }, '公示中')
      await step(as, decider, application, '批准', { on: '2026-03-12', document: '批复1号' }, '已批未发')
      await step(as, payer, application, '登记发放', { on: '2026-03-13', document: '批次3' }, '已发放')
    }
    await through('防贫保险', '13000', 'county-office', 'township')
    const application = await aDraft(secretary, event, '防贫基金', { claimedYuan: '1000', on: '2026-03-14' })
    await send(secretary, '提交申请', { on: '2026-03-14' })
    await expect(secretary.locator('form [role=alert]')).toContainText('第一至第五道防线要先登记')
    await secretary.goto(event)
    for (const line of ['2', '3', '5']) {
      await secretary.getByText('登记第一至第五道防线', { exact: true }).click()
      const form = secretary.locator('details[open] form', { has: secretary.locator('[name=state]') })
      await form.locator('[name=line]').selectOption(line)
      await form.locator('[name=reason]').fill('不在范围')
      await form.getByRole('button', { name: '登记', exact: true }).click()
      await expect(secretary.locator('details[open]')).toHaveCount(0)
    }
    await step(as, 'first-secretary', application, '提交申请', { on: '2026-03-14' }, '已申请')
    await step(as, 'township', application, '受理', { on: '2026-03-15' }, '已受理')
    await step(
      as,
      'village-cadre',
      application,
      '登记审核结果',
      { on: '2026-03-15', officers: '杨村干', opinion: '属实' },
      '已审核',
    )
    await step(as, 'village-cadre', application, '开始公示', { on: '2026-03-16', place: '村公示栏' }, '公示中')
    await step(as, 'township', application, '批准', { on: '2026-03-23', document: '镇防贫〔2026〕2号' }, '已批未发')
    await step(as, 'county-office', application, '登记发放', { on: '2026-03-24', document: '批次4' }, '已发放')
    const cadre = await as('village-cadre')
    await cadre.goto(event)
    await expect(cadre.locator('.tbl .sum').first()).toContainText('6,000')
    await clean(cadre)
    await end()
  },
)

test(
  'story 7: children pay in both halves; the list goes from village to township to county',
  { tag: '@desk' },
  async ({ browser }, { project }) => {
    test.setTimeout(240_000)
    const { as, end } = peopleOf(browser, project)
    for (const [region, source] of [
      ['130799000000', 'BUDGET'],
      ['130799000000', 'DONATION'],
      [TOWNSHIP, 'BUDGET'],
      [VILLAGE, 'BUDGET'],
    ] as const)
      await payIn(as, region, '5', '2000', '2025', source)
    const cadre = await as('village-cadre')
    const household = await anElder(0)
    const contribute = async (child: string, yuan: string, paidOn: string) => {
      await cadre.goto(`/households/${household}`)
      await cadre.getByRole('link', { name: '登记子女缴纳' }).click()
      await send(cadre, '登记缴纳', { childName: child, amountYuan: yuan, paidOn })
    }
    await contribute('张建军', '1200', '2025-12-20')
    await expect(cadre.getByText('已登记。')).toBeVisible()
    await contribute('张建军', '1500', '2026-03-20')
    await expect(cadre.getByText('已登记。')).toBeVisible()
    await contribute('张建军', '900', '2026-03-21')
    await expect(cadre.locator('form [role=alert]')).toContainText('这位子女已为这位老人缴过')
    await cadre.goto('/relief/filial?half=2025-2')
    await clean(cadre)
    await cadre.getByRole('button', { name: /^编制.*清单$/ }).click()
    await expect(cadre.getByText('已登记。')).toBeVisible()
    const township = await as('township')
    await township.goto('/relief/filial?half=2025-2')
    await township
      .locator('summary', { hasText: /^审核 / })
      .first()
      .click()
    await township.getByRole('button', { name: '审核通过' }).first().click()
    await expect(township.getByText('已登记。')).toBeVisible()
    const county = await as('county-office')
    await county.goto(`/relief/filial?half=2025-2&region=${VILLAGE}`)
    await county
      .locator('summary', { hasText: /^发放 / })
      .first()
      .click()
    const form = county.locator('details[open] form')
    await form.locator('[name=document]').fill('惠农卡批次9')
    await form.getByRole('button', { name: '登记发放' }).click()
    await expect(county.getByText('已登记。')).toBeVisible()
    const [paid] = await rows<{ n: number; shares: boolean }>(
      `SELECT count(*)::int AS n, bool_and(county_fen * 2 BETWEEN bonus_fen - 2 AND bonus_fen + 2) AS shares FROM filial_list l
     WHERE l.region_code = $1 AND l.year = 2025 AND l.half = 2 AND l.status = 'PAID'
       AND EXISTS (SELECT FROM filial_contribution c WHERE c.list_id = l.id AND c.household_id = $2)`,
      [VILLAGE, household],
    )
    expect(paid).toEqual({ n: 1, shares: true })
    await county.goto('/relief/funds?year=2025')
    await expect(county.locator('.tbl').first()).toContainText('社会捐赠')
    await clean(county)
    await county.goto('/relief/lines')
    await clean(county)
    await end()
  },
)
