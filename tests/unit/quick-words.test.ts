import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/i18n/messages'
import { quickened } from '@/lib/i18n/quick-words'

type Say = ((key: string, values?: object) => string) & { has(key: string): boolean; raw(key: string): unknown }

/** The keys of all messages, with their texts. */
function messagesOf(words: object, above = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) => {
    const path = above ? `${above}.${key}` : key
    return typeof value === 'string' ? [[path, value] as [string, string]] : messagesOf(value, path)
  })
}

const answer = (say: Say, key: string, values?: object) => {
  try {
    return say(key, values)
  } catch (error) {
    return String(error)
  }
}

for (const locale of ['zh-CN', 'en'] as const) {
  test(`every message of ${locale} says the same as before, with and without values`, () => {
    const options = { locale, messages: MESSAGES[locale], timeZone: 'Asia/Shanghai', onError: () => {} }
    const full = createTranslator(options as never) as unknown as Say
    const quick = quickened(createTranslator(options as never) as unknown as Say, locale)
    const all = messagesOf(MESSAGES[locale])
    expect(all.length).toBeGreaterThan(1_000)
    for (const [key, text] of all) {
      const names = [...text.matchAll(/\{\s*(\w+)/g)].map(([, name]) => name as string)
      const each = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]))
      const asked = [undefined, {}, each(1), each(1_234_567.891), each("<b>{x}</b> 'y'"), each(undefined), each(true)]
      for (const values of names.length > 0 ? asked : [undefined, {}]) {
        const wanted = answer(full, key, values)
        expect(answer(quick, key, values), key).toBe(wanted)
        expect(answer(quick, key, values), key).toBe(wanted)
      }
    }
  })
}

test('a word that is not there is told as before, each time', () => {
  const options = { locale: 'en', messages: { a: { b: 'c' } }, onError: () => {} }
  const quick = quickened(createTranslator(options as never) as unknown as Say, 'en')
  for (const key of ['a.x', 'a']) expect(quick(key)).toBe(key)
  expect([quick.has('a.b'), quick.has('a.x'), quick.raw('a.b')]).toEqual([true, false, 'c'])
})
