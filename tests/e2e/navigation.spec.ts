import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'

const OFFICE = {
  'zh-CN': {
    日常: ['今日待办', '农户', '走访', '我的工作'],
    监测与识别: [
      '监测帮扶',
      '办理期限',
      '帮扶措施',
      '识别退出',
      '六道防线',
      '家庭变动',
      '对口帮扶',
      '第一书记年度工作',
      '小额信贷',
      '工作日志',
    ],
    整改与督查: ['整改台账', '督战总览', '挂牌督战', '复工复产', '回头看'],
    数据: ['县级进度', '指标和目标', '自制统计表', '数据质量', '疑似重复', '数据导入', '导出'],
    管理: ['政策参数', '账号管理', '我的'],
  },
  en: {
    'Every day': ['Today', 'Households', 'Visits', 'My work'],
    Cases: [
      'Monitoring',
      'Deadlines',
      'Support',
      'Identification',
      'Lines of defence',
      'Events',
      'Paired assistance',
      "The village's year",
      'Microcredit',
      'Work log',
    ],
    Inspection: ['Findings', 'Overview', 'Supervision', 'Return to work', 'Look-back'],
    Figures: ['Progress', 'Indicators', 'My own tables', 'Data quality', 'Duplicates', 'Import', 'Exports'],
    Office: ['Policy values', 'Accounts', 'Me'],
  },
} as const
const QUALITY = { 'zh-CN': '数据质量', en: 'Data quality' } as const
const NAMES = { 'zh-CN': '主导航', en: 'Main navigation' } as const

const places = (page: Page, language: keyof typeof NAMES) =>
  page.getByRole('navigation', { name: NAMES[language], exact: true })

async function groupsOf(page: Page, language: keyof typeof NAMES): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const list of await places(page, language).getByRole('list').all())
    found[(await list.getAttribute('aria-label')) ?? ''] = await list.getByRole('link').allInnerTexts()
  return found
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`every place stands in its group and is reached by keys alone (${language})`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: 'locale', value: language, url: baseURL ?? '' }])
    // A phone has the five places of its dock; all others are on the page of oneself.
    await signIn(page, 'county-office', '/me')
    expect(await groupsOf(page, language)).toEqual(OFFICE[language])
    const names = Object.values(OFFICE[language]).flat()
    const first = places(page, language).getByRole('link').first()
    await first.focus()
    for (const [index, name] of names.entries()) {
      const link = places(page, language).getByRole('link', { name, exact: true })
      await expect(link).toBeFocused()
      await expect(link).toBeInViewport({ ratio: 1 })
      if (index < names.length - 1) await page.keyboard.press('Tab')
    }
    await places(page, language).getByRole('link', { name: QUALITY[language], exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/quality$/)
  })
}

test('a group of which somebody may see nothing has no heading', async ({ page }) => {
  await signIn(page, 'paired-helper', '/me')
  const groups = await groupsOf(page, 'zh-CN')
  expect(Object.keys(groups)).toEqual(['日常', '监测与识别', '整改与督查', '管理'])
  expect(groups.整改与督查).toEqual(['整改台账'])
  expect(groups.管理).toEqual(['政策参数', '我的'])
})

test('the place where somebody is, is marked once; on a middling screen the icons keep their names', async ({
  page,
}) => {
  await signIn(page, 'county-office', '/quality/rules')
  await page.setViewportSize({ width: 1000, height: 700 })
  const rail = places(page, 'zh-CN')
  await expect(rail.locator('[aria-current]')).toHaveCount(1)
  await expect(rail.getByRole('link', { name: '数据质量' })).toHaveAttribute('aria-current', 'page')
  for (const link of await rail.getByRole('link').all()) {
    const box = await link.boundingBox()
    expect(box?.width).toBeLessThan(48)
    expect(box?.height).toBeGreaterThanOrEqual(44)
  }
  await rail.getByRole('link', { name: '我的', exact: true }).focus()
  await expect(rail.getByRole('link', { name: '我的', exact: true })).toBeInViewport({ ratio: 1 })
})
