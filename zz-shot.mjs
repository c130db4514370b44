import { chromium } from 'playwright'

const [, , user, ...specs] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const base = 'http://localhost:3107'
const ctx = await b.newContext({ viewport: { width: 1440, height: 900 } })
const p = await ctx.newPage()
p.on('console', (m) => {
  if (m.type() === 'error') console.log('console', m.text().slice(0, 300))
})
p.on('pageerror', (e) => console.log('pageerror', e.message.slice(0, 300)))
await p.goto(base + '/login', { timeout: 120000 })
await p.fill('[name=username]', user)
await p.fill('[name=password]', 'Fangxian-demo-2026')
await Promise.all([
  p.waitForURL((u) => !u.pathname.startsWith('/login'), { timeout: 40000 }),
  p.press('[name=password]', 'Enter'),
])
for (const s of specs) {
  const [name, path, w = '1440', lang = 'zh-CN', theme = 'light'] = s.split('|')
  await ctx.addCookies([
    { name: 'locale', value: lang, url: base },
    { name: 'fx-locale', value: lang, url: base },
    { name: 'theme', value: theme, url: base },
    ...(globalThis.extra ?? []),
  ])
  await p.setViewportSize({ width: +w, height: +w < 500 ? 844 : 900 })
  const r = await p.goto(base + path, { timeout: 120000 })
  await p.waitForTimeout(600)
  const over = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  console.log(name, r.status(), 'overflow', over)
  await p.screenshot({ path: `/tmp/data-monitoring/${name}.png`, fullPage: true })
}
await b.close()
