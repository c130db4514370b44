/** Properties of React that HTML names otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  className: 'class',
  htmlFor: 'for',
  tabIndex: 'tabindex',
  strokeWidth: 'stroke-width',
  strokeLinecap: 'stroke-linecap',
  strokeLinejoin: 'stroke-linejoin',
  strokeDasharray: 'stroke-dasharray',
  fillOpacity: 'fill-opacity',
  fillRule: 'fill-rule',
  clipRule: 'clip-rule',
  textAnchor: 'text-anchor',
}
/** Those that it takes as they are; any other name must be small letters and dashes. */
const AS_THEY_ARE = new Set(
  'autoComplete autoCapitalize colSpan dateTime encType enterKeyHint inputMode maxLength minLength noValidate preserveAspectRatio readOnly rowSpan spellCheck viewBox'.split(
    ' ',
  ),
)
const FLAGS = new Set('checked disabled hidden multiple noValidate open readOnly required reversed selected'.split(' '))
const VOID = new Set('area br col embed hr img input link meta source track wbr'.split(' '))
/** Elements that React moves, runs or keeps in step by itself. */
const LEFT_TO_REACT = new Set(
  'audio base body head html iframe img link meta noscript object script style template textarea title video'.split(
    ' ',
  ),
)
const PLAIN_NAME = /^[a-z][a-z0-9-]*$/
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction'])
/** A browser skips what is not printed before and inside the word. */
const SCRIPT = /^javascript:/i
const MEANT = /["'&<>]/
const ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#x27;',
  '<': '&lt;',
  '>': '&gt;',
}

/** Text as HTML, with the letters that React takes. */
export function escaped(text: string): string {
  return MEANT.test(text) ? text.replace(/["'&<>]/g, (each) => ENTITIES[each] as string) : text
}

export const isVoid = (tag: string) => VOID.has(tag)

/** Whether an element of this name may be made without React. */
export const mayBeStill = (tag: string) => !LEFT_TO_REACT.has(tag)

/** One attribute as React writes it; null for what only React knows to handle, such as a function or a style object. */
function attributeOf(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return ''
  const html = ALIASES[name] ?? name
  if (html === name && !PLAIN_NAME.test(name) && !AS_THEY_ARE.has(name)) return null
  if (FLAGS.has(html)) return value ? ` ${html}=""` : ''
  if (typeof value === 'boolean') {
    if (html.startsWith('aria-') || html.startsWith('data-') || html === 'spellCheck') return ` ${html}="${value}"`
    return null
  }
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  if (ADDRESSES.has(html) && (text === '' || SCRIPT.test(text.replace(/[^!-~]/g, '')))) return null
  return ` ${html}="${escaped(text)}"`
}

const NO_ATTRIBUTE = new Set(['children', 'dangerouslySetInnerHTML', 'key', 'ref', 'suppressHydrationWarning'])
const NAMED_LAST = new Set(['input', 'button'])

/** The attributes of an element as React writes them, in its order; null if one of them is for React alone. */
export function attributesOf(tag: string, props: Readonly<Record<string, unknown>>): string | null {
  let html = ''
  let last = ''
  for (const name in props) {
    if (NO_ATTRIBUTE.has(name)) continue
    if (tag === 'select' && (name === 'defaultValue' || name === 'value')) {
      if (name === 'value') return null
      continue
    }
    if (
      tag === 'input' &&
      (name === 'checked' || name === 'value' || name === 'defaultValue' || name === 'defaultChecked')
    )
      continue
    const attribute = attributeOf(name, props[name])
    if (attribute === null) return null
    if (name === 'name' && NAMED_LAST.has(tag)) last = attribute
    else html += attribute
  }
  if (tag !== 'input') return html + last
  const checked = attributeOf('checked', props.checked ?? props.defaultChecked)
  const value = attributeOf('value', props.value ?? props.defaultValue)
  return checked === null || value === null ? null : html + last + checked + value
}
