import { parseSubmission } from '@conform-to/dom/future'
import { configureCoercion } from '@conform-to/zod/v4/future'
import type * as z from 'zod'
import type { ErrorCode, FieldError, FieldErrors, Params } from './errors'

export type Entries = Iterable<readonly [string, FormDataEntryValue]>

/** One field of a form as text; empty when it is missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

const { coerceFormValue } = configureCoercion({ type: { boolean: yesOrNo } })

/** A check box sends 'on' unless it has a value of its own; a hidden field or a radio says it in full. */
function yesOrNo(text: string): boolean {
  if (text === 'on' || text === 'true') return true
  if (text === 'false') return false
  throw new Error('not a boolean')
}

/** Names of hidden fields that are not part of a command's input. */
const OWN_FIELDS = new Set(['commandId'])

/**
 * Reads form fields named like `shocks[0].kind` as a schema's input: empty texts count as absent, texts become what the schema wants,
 * and wrong ones are named by the same rules as a JSON input.
 */
export function parseForm<S extends z.ZodType>(schema: S, entries: Entries): z.ZodSafeParseResult<z.output<S>> {
  const form = new FormData()
  for (const [name, value] of entries) {
    const isEmptyFile = typeof value !== 'string' && value.size === 0
    if (!name.startsWith('$ACTION') && !OWN_FIELDS.has(name) && !isEmptyFile) form.append(name, value)
  }
  const { payload } = parseSubmission(form)
  const coerced = coerceFormValue(schema as never) as unknown as S
  return coerced.safeParse(payload, { reportInput: true })
}

/** Wrong fields of a refused input, by path (`shocks[0].kind`), first fault of each. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const found: FieldErrors = {}
  for (const issue of error.issues) {
    const path = pathOf(issue.path)
    found[path] ??= codeOf(issue)
  }
  return found
}

function pathOf(path: PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text ? `${text}.${String(key)}` : String(key)
  }, '')
}

function codeOf(issue: z.core.$ZodIssue): FieldError {
  switch (issue.code) {
    case 'custom':
      return { code: issue.message as ErrorCode, params: issue.params as Params | undefined }
    case 'invalid_type':
    case 'invalid_value':
      return { code: issue.input === undefined ? 'input.required' : 'input.wrong' }
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return { code: 'input.required' }
      return { code: 'input.tooSmall', params: { min: Number(issue.minimum) } }
    case 'too_big':
      if (issue.origin === 'string') return { code: 'input.tooLong', params: { max: Number(issue.maximum) } }
      return { code: 'input.tooBig', params: { max: Number(issue.maximum) } }
    default:
      return { code: 'input.wrong' }
  }
}
