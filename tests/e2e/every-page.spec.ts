import { readdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { aHandover, detailPages, ELSEWHERE, OF_AN_ADMINISTRATOR, PLACES } from './support/pages'
import { signIn } from './support/sign-in'
import { householdOf, rows } from './support/story'

type Depth = 'whole' | 'width'

async function faultsOf(page: Page, depth: Depth): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  const violations = depth === 'whole' ? (await axe.analyze()).violations : []
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)
  return wide > 0 ? [...found, `${wide} px too wide`] : found
}

/** What is wrong with each of these pages; empty when nothing is. Two pages are looked at side by side. */
async function faultsAt(page: Page, places: readonly string[], depth: Depth = 'whole'): Promise<[string, string[]][]> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const beside = await page.context().newPage()
  await beside.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  const faults: [string, string[]][] = []
  const look = async (at: Page, turn: number) => {
    for (const place of places.filter((_, index) => index % 2 === turn)) {
      const answer = await at.goto(place)
      expect(answer?.status(), place).toBe(200)
      faults.push([place, await faultsOf(at, depth)])
    }
  }
  await Promise.all([look(page, 0), look(beside, 1)])
  await beside.close()
  expect(faults).toHaveLength(places.length)
  return faults.filter(([, list]) => list.length > 0)
}

const LOOKS = { 'zh-CN': 'light', en: 'dark' } as const
type Language = keyof typeof LOOKS

let refused: string[]

test.beforeEach(({ page }) => {
  test.setTimeout(360_000)
  refused = []
  page.context().on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
  })
})

test.afterEach(() => {
  expect(refused).toEqual([])
})

async function speak(page: Page, language: Language, baseURL = ''): Promise<void> {
  await page.emulateMedia({ colorScheme: LOOKS[language] })
  await page.context().addCookies([{ name: 'locale', value: language, url: baseURL }])
}

/** What is read out and its contrast does not hang on the width: a phone is examined whole in English and dark, a desk in Chinese and light. */
const depthOf = (language: Language, isMobile: boolean): Depth => ((language === 'en') === isMobile ? 'whole' : 'width')

for (const language of ['zh-CN', 'en'] as const) {
  test(`every place can be read by everyone, fits the screen, and breaks no rule about scripts (${language}, ${LOOKS[language]})`, async ({
    page,
    baseURL,
    isMobile,
  }) => {
    const depth = depthOf(language, isMobile)
    await speak(page, language, baseURL)
    expect(await faultsAt(page, ['/login'], depth)).toEqual([])
    await signIn(page, 'county-office')
    expect(await faultsAt(page, PLACES, depth)).toEqual([])
  })
}

// The longer words on the narrower screen: on a phone in English and dark, on a desk in Chinese and light.
test('so can the pages of one household, one visit, one clue, one case and one list handed over', async ({
  page,
  baseURL,
  isMobile,
}) => {
  await speak(page, isMobile ? 'en' : 'zh-CN', baseURL)
  const handover = await aHandover(await householdOf('王守田'))
  try {
    await signIn(page, 'county-office')
    expect(await faultsAt(page, [...(await detailPages()), `/me/handover/${handover.id}`])).toEqual([])
  } finally {
    await handover.remove()
  }
})

test('so can the pages of those who keep accounts', async ({ page, baseURL, isMobile }) => {
  await speak(page, isMobile ? 'en' : 'zh-CN', baseURL)
  await signIn(page, 'administrator')
  const [person] = await rows<{ id: string }>(`SELECT id FROM app_user WHERE username = 'line-department'`)
  expect(await faultsAt(page, [...OF_AN_ADMINISTRATOR, `/admin/people/${person?.id}`])).toEqual([])
})

test('no page is left out', async () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file}`.replace(/\/\([a-z]+\)/g, '').replace(/\/page\.tsx$/, '') || '/')
  expect(pages.length).toBeGreaterThan(50)
  const opened = [
    '/login',
    ...PLACES,
    ...OF_AN_ADMINISTRATOR,
    '/admin/people/x',
    '/me/handover/x',
    ...(await detailPages()),
  ]
  const shapeOf = (page: string) => new RegExp(`^${page.replace(/\[\w+\]/g, '[^/]+')}$`)
  const reached = new Set(
    opened
      .map((address) => address.replace(/\?.*/, ''))
      .map((path) => pages.find((page) => page === path) ?? pages.find((page) => shapeOf(page).test(path))),
  )
  const missing = pages.filter((page) => !reached.has(page))
  expect(missing.sort()).toEqual(Object.keys(ELSEWHERE).sort())
})
