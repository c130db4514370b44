import * as z from 'zod'
import { CODES, isValueOf, valuesOf } from '@/lib/households/catalogue/codes'
import { isAccount, isPhone, plainAccount, plainPhone } from '@/lib/households/rules/digits'
import { normaliseIdNumber } from '@/lib/households/rules/id-number'
import { fenOf } from '@/lib/households/rules/money-text'
import {
  clearName,
  type FieldKind,
  type NamesOf,
  namesOf,
  plainDecimal,
  plainWhole,
  type RecordFields,
  sealedNames,
  yuanText,
} from '@/lib/households/rules/record-fields'
import { isDay } from '@/lib/platform/days'

const LONGEST_TYPED = 300

export const Id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
export const Day = z.string().refine(isDay, { message: 'input.notADay' })

type Params = Record<string, string | number>
type Read = { text: string } | { fault: string; params?: Params }

const clean = (typed: string) => typed.trim().normalize('NFC')
const digitsIn = (text: string) => ({ n: text.replace(/\D/g, '').length })

function readSealed(holds: (FieldKind & { kind: 'sealed' })['holds'], typed: string): Read {
  switch (holds) {
    case 'phone': {
      const text = plainPhone(typed)
      return isPhone(text) ? { text } : { fault: 'households.phoneDigits', params: digitsIn(text) }
    }
    case 'bankAccount': {
      const text = plainAccount(typed)
      return isAccount(text) ? { text } : { fault: 'households.accountDigits', params: digitsIn(text) }
    }
    default:
      // Their check needs the day, which only the command knows.
      return { text: normaliseIdNumber(typed) }
  }
}

function readTyped(field: FieldKind, typed: string): Read {
  const text = clean(typed)
  if (text === '') return 'required' in field && field.required ? { fault: 'input.required' } : { text: '' }
  switch (field.kind) {
    case 'text':
      if (text.length > field.max) return { fault: 'input.tooLong', params: { max: field.max } }
      return field.digits && !/^\d*$/.test(text) ? { fault: 'households.nationalNoDigits' } : { text }
    case 'code':
      return isValueOf(field.group, text) ? { text } : { fault: 'input.wrong' }
    case 'codes':
      return { fault: 'input.wrong' }
    case 'flag':
      return text === 'true' || text === 'false' ? { text } : { fault: 'input.wrong' }
    case 'whole': {
      const whole = plainWhole(text)
      if (whole === null) return { fault: 'register.notAWhole' }
      if (Number(whole) < field.from) return { fault: 'input.tooSmall', params: { min: field.from } }
      return Number(whole) > field.to ? { fault: 'input.tooBig', params: { max: field.to } } : { text: whole }
    }
    case 'decimal': {
      const decimal = plainDecimal(text)
      if (decimal === null) return { fault: 'register.notADecimal' }
      return Number(decimal) > field.to ? { fault: 'input.tooBig', params: { max: field.to } } : { text: decimal }
    }
    case 'yuan': {
      const fen = fenOf(text)
      return fen === null ? { fault: 'visits.notAnAmount' } : { text: yuanText(fen) }
    }
    case 'day':
      return isDay(text) ? { text } : { fault: 'input.notADay' }
    case 'sealed':
      return readSealed(field.holds, text)
  }
}

function typedField(field: FieldKind) {
  if (field.kind === 'codes') {
    return z
      .array(z.string().max(40))
      .max(CODES[field.group].length)
      .default([])
      .transform((chosen, context) => {
        const known = valuesOf(field.group).filter((value) => chosen.includes(value))
        if (chosen.some((value) => !isValueOf(field.group, value))) {
          context.addIssue({ code: 'custom', message: 'input.wrong' })
        } else if (known.length > field.most) {
          context.addIssue({ code: 'custom', message: 'register.tooMany', params: { n: field.most } })
        }
        return known.join(',')
      })
  }
  return z
    .string()
    .max(LONGEST_TYPED)
    .default('')
    .transform((typed, context) => {
      const read = readTyped(field, typed)
      if ('text' in read) return read.text
      context.addIssue({ code: 'custom', message: read.fault, params: read.params })
      return z.NEVER
    })
}

const each = <F extends string, V>(names: readonly F[], value: (name: F) => V) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<F, V>

/** The typed fields of a record, each as its canonical text. */
export function typedFields<R extends RecordFields>(fields: R) {
  return each(
    namesOf(fields),
    (name) => typedField(fields[name] as FieldKind) as z.ZodType<string, string | string[] | undefined>,
  )
}

const WasRead = z
  .string()
  .trim()
  .max(LONGEST_TYPED)
  .transform((text) => text.normalize('NFC'))
  .default('')
const Side = z.enum(['mine', 'theirs']).optional()

/**
 * An edit of a record carries what was read (`version`, `base`) beside what was typed. An empty sealed field keeps the present one unless it
 * is cleared; `choose` settles a field that two people changed. What an older form does not know stays as it is.
 */
export function editOf<R extends RecordFields>(fields: R) {
  const names = namesOf(fields)
  return {
    version: z.number().int().min(0),
    base: z.object(each(names, () => WasRead)).prefault({} as never),
    choose: z.object(each(names, () => Side)).prefault({} as never),
    ...typedFields(fields),
    ...each(sealedNames(fields).map(clearName), () => z.boolean().default(false)),
  }
}

/** What the shared editing needs of an input made by `editOf`. */
export type EditInput<F extends string = string> = Readonly<Record<F, string>> & {
  version: number
  base: Readonly<Record<F, string>>
  choose: Readonly<Partial<Record<F, 'mine' | 'theirs'>>>
}

export type EditedBy<R extends RecordFields> = EditInput<NamesOf<R>>
