import fc from 'fast-check'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { LedgerTable } from '@/components/ui/ledger-table'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { Select } from '@/components/ui/select'
import { Still } from '@/components/ui/still'
import { Timeline } from '@/components/ui/timeline'

const stilled = async (node: ReactNode) => renderToStaticMarkup(await Still({ children: node }))
/** The same as one piece of text: whatever stands in it is still. */
const whole = async (node: ReactNode) => {
  const made = (await Still({ children: <div>{node}</div> })) as {
    props: { dangerouslySetInnerHTML?: { __html: string } }
  }
  return made.props.dangerouslySetInnerHTML?.__html ?? ''
}

const Soon = async ({ children }: { children: ReactNode }) => <em>{children}</em>

const pieces: ReactNode[] = [
  <Banner key="a" state="held" live title={'<b> & "it\'s"'} action={{ href: '/a?b=1&c=2', label: 'x' }} />,
  <Facts key="b" items={[{ key: 'k', name: 'n', value: <Chip state="due">w</Chip> }]} />,
  <Field
    key="c"
    name="q"
    type="search"
    label="l"
    icon="search"
    defaultValue={'"'}
    maxLength={40}
    enterKeyHint="search"
  />,
  <Field key="d" name="q" label="l" hint="h" required readOnly inputMode="numeric" autoComplete="off" value="" />,
  <Field key="e" name="q" label="l" error="no" type="checkbox" defaultChecked value="1" disabled={false} />,
  <Select
    key="f"
    name="s"
    label="l"
    empty="any"
    defaultValue="2"
    options={['1', '2'].map((value) => ({ value, label: value }))}
  />,
  <Select key="g" name="s" label="l" empty="any" defaultValue="" options={[{ value: '1', label: 'one' }]} />,
  <LedgerTable
    key="h"
    caption="c"
    columns={[{ head: 'h' }, { head: 'i', align: 'r', sort: { href: '?s', direction: 'descending' } }]}
    rows={[
      {
        key: 'r',
        cells: [
          1,
          <a key="l" href="/x">
            x
          </a>,
        ],
      },
    ]}
    sum={['s', 0]}
  />,
  <LinkButton key="i" href="/" look="act" icon="plus">
    {'t'}
    {1}
    {'u'}
    {false}
    {null}
  </LinkButton>,
  <Button key="j" type="submit" name="n" value="v" disabled title="t" aria-pressed={false} data-on>
    b
  </Button>,
  <Pager key="k" label="p" text="t" older={{ href: '?o', label: 'o' }} />,
  <Timeline
    key="l"
    items={[
      { key: '1', when: 'w', title: <a href="/v">v</a>, text: 't', note: false, group: '2026' },
      { key: '2', when: 'w', state: 'held', title: 't' },
    ]}
  />,
  <details key="m" open>
    <summary>s</summary>
    <input type="hidden" name="a" defaultValue={0} />
  </details>,
  <details key="n" open={false}>
    <table>
      <tbody>
        <tr>
          <td colSpan={2}>x</td>
        </tr>
      </tbody>
    </table>
  </details>,
]

test('what is still has the HTML of React, letter by letter', async () => {
  for (const piece of pieces) {
    const html = renderToStaticMarkup(piece)
    expect(await whole(piece)).toBe(html)
    expect(await stilled(piece)).toBe(html)
  }
})

test('any text and any nesting becomes what React makes of it', async () => {
  const name = fc.constantFrom('p', 'span', 'li', 'b', 'section')
  const props = fc.record(
    {
      className: fc.string(),
      title: fc.string(),
      id: fc.string(),
      'data-s': fc.string(),
      'aria-hidden': fc.boolean(),
      hidden: fc.boolean(),
      tabIndex: fc.integer(),
    },
    { requiredKeys: [] },
  )
  const { node } = fc.letrec<{ node: ReactNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, false, undefined)),
      fc
        .tuple(name, props, fc.array(tie('node'), { maxLength: 4 }))
        .map(([tag, own, inside]) => createElement(tag, own, ...inside)),
    ),
  }))
  await fc.assert(
    fc.asyncProperty(node, async (tree) => {
      const html = renderToStaticMarkup(tree)
      expect(await whole(tree)).toBe(html)
      expect(await stilled(tree)).toBe(html)
    }),
    { numRuns: 300 },
  )
})

test('components that wait are waited for, in order', async () => {
  expect(
    await whole([
      'a',
      <Soon key="1">b</Soon>,
      <Soon key="2">
        <Soon>c</Soon>
      </Soon>,
      'd',
    ]),
  ).toBe('a<em>b</em><em><em>c</em></em>d')
  const failing = async () => {
    throw new Error('gone')
  }
  await expect(Still({ children: createElement(failing) })).rejects.toThrow('gone')
})

test('what only React can do stays an element, and its neighbours are still', async () => {
  const client = Object.assign(() => null, { $$typeof: Symbol.for('react.client.reference') })
  const alive: ReactNode[] = [
    createElement(client, { key: 'c' }),
    <form key="f" action={() => {}} />,
    <p key="s" style={{ color: 'red' }}>
      s
    </p>,
    <textarea key="t" defaultValue="t" />,
    <a key="j" href={['java', 'script:x()'].join('')}>
      x
    </a>,
  ]
  for (const one of alive) {
    const made = (await Still({
      children: (
        <section>
          {<p>still</p>}
          {one}
          {'text'}
        </section>
      ),
    })) as { props: { children: { type: unknown; props: Record<string, unknown> }[] } }
    const [before, kept, text] = made.props.children
    expect(before?.props).toEqual({ dangerouslySetInnerHTML: { __html: 'still' } })
    expect(kept?.type).toBe((one as { type: unknown }).type)
    expect(text).toBe('text')
  }
})
