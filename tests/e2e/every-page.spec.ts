import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/sign-in'

const PLACES = [
  '/',
  '/households',
  '/visits',
  '/visits/new',
  '/clues',
  '/monitoring',
  '/events',
  '/dashboard',
  '/import',
  '/exports',
  '/exports/new?kind=HOUSEHOLDS',
  '/exports/new?kind=CLUES&list=tab%3Dopen',
  '/exports/new?kind=QUALITY&list=show%3DALL',
  '/quality',
  '/quality?region=130799104201',
  '/quality/rules',
  '/parameters',
  '/identification',
  '/identification/plan',
  '/me',
]

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)
  return wide > 0 ? [...found, `${wide} px too wide`] : found
}

for (const [language, scheme] of [
  ['zh-CN', 'light'],
  ['en', 'dark'],
] as const) {
  test.describe(`${language}, ${scheme}`, () => {
    test.use({ colorScheme: scheme })

    test('every place can be read by everyone, fits the screen, and breaks no rule about scripts', async ({
      page,
      context,
      baseURL,
    }) => {
      test.setTimeout(180_000)
      await context.addCookies([{ name: 'locale', value: language, url: baseURL ?? '' }])
      const refused: string[] = []
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
      })
      const faults: Record<string, string[]> = {}
      await page.goto('/login')
      faults['/login'] = await faultsOf(page)
      await signIn(page, 'county-office')
      for (const place of PLACES) {
        const answer = await page.goto(place)
        expect(answer?.status(), place).toBe(200)
        faults[place] = await faultsOf(page)
      }
      expect(Object.entries(faults).filter(([, list]) => list.length > 0)).toEqual([])
      expect(refused).toEqual([])
    })
  })
}
