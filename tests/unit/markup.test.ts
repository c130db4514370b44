import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { markup, ownAddress } from '@/components/ui/markup'
import { TupleTable } from '@/components/ui/tuple-table'

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onmouseover='alert(1)`,
  '&lt;b&gt;',
  '</td></tr></tbody><svg/onload=alert(1)>',
  '王守田 & 李秀英',
  '\u2028<\u0000',
]
const read = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('markup', () => {
  it('makes text of whatever is put in, between tags and inside an attribute', () => {
    for (const text of HOSTILE) {
      const { html } = markup`<b title="${text}">${text}</b>`
      const [, title = '', inside = ''] = /^<b title="([^"<>]*)">([^<>]*)<\/b>$/.exec(html) ?? []
      expect([read(title), read(inside)]).toEqual([text, text])
    }
  })

  it('keeps markup as it is and leaves out what is nothing', () => {
    const row = markup`<i>${'<'}</i>`
    expect(markup`${[row, row]}${null}${undefined}${false}${0}`.html).toBe('<i>&lt;</i><i>&lt;</i>0')
  })

  it('takes no object for markup that only looks like it', () => {
    const forged = JSON.parse('{"html":"<script>"}') as string
    expect(() => markup`${forged}`).toThrow()
  })
})

describe('an address of ours', () => {
  it('is of this page or from the root', () => {
    for (const href of ['/', '/households/1?x=1', '?sort=name', '#quality']) expect(ownAddress(href)).toBe(href)
  })
  it('is nothing else', () => {
    for (const href of [
      'javascript:alert(1)',
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'data:x',
      '',
    ])
      expect(() => ownAddress(href)).toThrow()
  })
})

describe('a list as tuples', () => {
  it('shows hostile names as names', () => {
    const columns = [
      { head: '户主', at: 1, sub: 2, href: '/households/{0}', strong: true },
      { head: '状态', at: 3, kind: 'tag' as const },
    ]
    const rows = HOSTILE.map((text) => [text, text, text, text])
    const html = renderToStaticMarkup(createElement(TupleTable, { caption: 'x', columns, rows }))
    expect(html.match(/<(script|img|svg)/g)).toBeNull()
    expect(html.match(/<tr>/g)).toHaveLength(HOSTILE.length + 1)
    for (const text of HOSTILE) expect(read(html)).toContain(text)
  })
})
