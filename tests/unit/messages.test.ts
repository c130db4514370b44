import { describe, expect, it } from 'vitest'
import enCrash from '@/lib/i18n/en/crash'
import { MESSAGES } from '@/lib/i18n/messages'
import zhCrash from '@/lib/i18n/zh-CN/crash'

type Tree = { readonly [key: string]: string | Tree }

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  )
}

const BRANCH = /(?<!\b(?:zero|one|two|few|many|other|=\d+)\s*)\{\s*(\w+)\s*(?:,\s*(\w+)|\})/g

function argumentsOf(message: string): string[] {
  const found = [...message.matchAll(BRANCH)].map(([, name, kind]) => {
    const counted = kind === 'number' || kind === 'plural'
    return `${name}:${counted ? 'number' : (kind ?? 'text')}`
  })
  return [...new Set(found)].sort()
}

const zh = { ...MESSAGES['zh-CN'], crash: zhCrash } as unknown as Record<string, Tree>
const en = { ...MESSAGES.en, crash: enCrash } as unknown as Record<string, Tree>

describe.each(Object.keys(zh))('the words of %s', (slice) => {
  const source = new Map(leaves(zh[slice] as Tree))
  const translation = new Map(leaves(en[slice] as Tree))

  it('has the same keys in both languages', () => {
    expect([...translation.keys()].sort()).toEqual([...source.keys()].sort())
  })

  it('takes the same arguments in both languages', () => {
    const differing = [...source].filter(
      ([key, text]) => argumentsOf(text).join() !== argumentsOf(translation.get(key) ?? '').join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('leaves no message empty but a unit that the language does not say', () => {
    const silent = [...source, ...translation].filter(([, text]) => text.trim() === '')
    expect(silent.filter(([key]) => !/(^|\.)unit\./.test(key))).toEqual([])
  })
})
