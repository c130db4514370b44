import { createElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react'
import { attributesOf, escaped, isVoid, mayBeStill } from '@/components/ui/still-html'

type Props = Readonly<Record<string, unknown> & { children?: ReactNode }>
type Component = (props: Props) => ReactNode | Promise<ReactNode>

/** What nobody touches any more once it is there: its HTML, and the node to send where something beside it is alive. */
type Stilled = { html: string; node: () => ReactNode }
/** What React itself must render: it is sent as it is, with stilled pieces inside. */
type Alive = { alive: ReactNode }
type Settled = Stilled | Alive
type Soon<T> = T | Promise<T>

const NOTHING: Stilled = { html: '', node: () => null }

const isSoon = <T,>(value: Soon<T>): value is Promise<T> =>
  typeof (value as { then?: unknown } | null)?.then === 'function'
const then = <T, R>(value: Soon<T>, make: (value: T) => Soon<R>): Soon<R> =>
  isSoon(value) ? value.then(make) : make(value)
const nodeOf = (settled: Settled): ReactNode => ('alive' in settled ? settled.alive : settled.node())

// One after another: what pages wait for was read before, and a list of promises would cost more than it saves.
function settleAll(nodes: readonly ReactNode[], chosen: Chosen, at = 0, settled: Settled[] = []): Soon<Settled[]> {
  for (let index = at; index < nodes.length; index++) {
    const one = settle(nodes[index], chosen)
    if (isSoon(one))
      return one.then((found) => {
        settled.push(found)
        return settleAll(nodes, chosen, index + 1, settled)
      })
    settled.push(one)
  }
  return settled
}

/** What the select around an option has chosen. */
type Chosen = readonly string[] | undefined

function settleList(nodes: readonly ReactNode[], chosen: Chosen): Soon<Settled> {
  return then(settleAll(nodes, chosen), (settled): Settled => {
    let html = ''
    for (const each of settled) {
      if ('alive' in each) return { alive: settled.map(nodeOf) }
      html += each.html
    }
    return { html, node: () => settled.map(nodeOf) }
  })
}

function settleChildren(children: ReactNode, chosen: Chosen): Soon<Settled> {
  return Array.isArray(children) ? settleList(children, chosen) : settle(children, chosen)
}

/** The same element with other children; several stay several, so that React asks for no keys. */
function withChildren(element: ReactElement<Props>, children: ReactNode): ReactNode {
  const { children: _, ...props } = element.props
  const own = { ...props, key: element.key ?? undefined }
  return Array.isArray(children)
    ? createElement(element.type, own, ...children)
    : createElement(element.type, own, children)
}

function keyed(key: string | null, settled: Settled): Settled {
  if (key === null) return settled
  const named = (node: ReactNode) => <Fragment key={key}>{node}</Fragment>
  return 'alive' in settled
    ? { alive: named(settled.alive) }
    : { html: settled.html, node: () => named(settled.node()) }
}

const textOf = (node: ReactNode): string =>
  Array.isArray(node) ? node.map(textOf).join('') : node === null || typeof node === 'boolean' ? '' : String(node ?? '')

function isChosen(props: Props, chosen: Chosen): boolean | undefined {
  return chosen?.includes(String(props.value ?? textOf(props.children)))
}

function settleHost(element: ReactElement<Props>, tag: string, around: Chosen): Soon<Settled> {
  const { props, key } = element
  const { dangerouslySetInnerHTML: made, children } = props as { dangerouslySetInnerHTML?: { __html: string } } & Props
  const attributes = mayBeStill(tag) ? attributesOf(tag, props) : null
  const value = tag === 'select' ? props.defaultValue : undefined
  const chosen: Chosen =
    tag === 'select'
      ? value === undefined || value === null
        ? undefined
        : (Array.isArray(value) ? value : [value]).map(String)
      : around
  return then(settleChildren(children, chosen), (inside): Settled => {
    const isForm = tag === 'select' || tag === 'option' || tag === 'optgroup'
    if (attributes === null || 'alive' in inside)
      return { alive: made || isVoid(tag) || isForm ? element : withChildren(element, nodeOf(inside)) }
    if (isVoid(tag)) return { html: `<${tag}${attributes}/>`, node: () => element }
    const inner = made ? made.__html : inside.html
    const selected = tag === 'option' && isChosen(props, chosen) ? ' selected=""' : ''
    const html = `<${tag}${attributes}${selected}>${inner}</${tag}>`
    const node = () => {
      if (made || isForm || inner === '') return element
      const { children: _, ...own } = props
      return createElement(tag, { ...own, key: key ?? undefined, dangerouslySetInnerHTML: { __html: inner } })
    }
    return { html, node }
  })
}

function settle(node: ReactNode, chosen?: Chosen): Soon<Settled> {
  if (node === null || node === undefined || typeof node === 'boolean' || node === '') return NOTHING
  if (typeof node === 'string' || typeof node === 'number') return { html: escaped(String(node)), node: () => node }
  if (Array.isArray(node)) return settleList(node, chosen)
  if (isSoon(node as Soon<ReactNode>)) return (node as Promise<ReactNode>).then((found) => settle(found, chosen))
  if (!isValidElement<Props>(node)) return { alive: node }
  const { type, props, key } = node
  if (typeof type === 'string') return settleHost(node, type, chosen)
  if (type === Fragment) return then(settleChildren(props.children, chosen), (settled) => keyed(key, settled))
  if (typeof type !== 'function' || '$$typeof' in type) return { alive: node }
  return then((type as Component)(props), (made) => then(settle(made, chosen), (settled) => keyed(key, settled)))
}

/**
 * Renders what only shows something, such as a record or the filters of a list, as text at once: an element costs the server about twenty times
 * what its HTML costs, because it is written, read and written again. What has a client component, a server action or anything else of React's
 * inside stays an element, and what stands beside it is text again, so the whole of a page can be put in here. The HTML is that of React, letter by
 * letter (tests/unit/still.test.tsx). Not for what is typed into and must outlive a new reading of its page without leaving it.
 */
export async function Still({ children }: Readonly<{ children: ReactNode }>): Promise<ReactNode> {
  const settled = await settle(children)
  return nodeOf(settled)
}
