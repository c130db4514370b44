import 'server-only'
import { getTranslations } from '@/lib/i18n/server'
import type { Outcome, Refusal } from './command'
import { type ErrorCode, isLostRace, type Merge } from './errors'

/** What a form shows after it was sent, in the reader's language. `values` are the texts as typed; passwords and files are never echoed. */
export type FormState =
  | { status: 'idle' }
  | { status: 'done'; data: unknown; replayed: boolean }
  | {
      status: 'refused'
      kind: Refusal['kind'] | 'broken'
      message: string
      errors: Record<string, string>
      values: Record<string, string[]>
      conflict?: { merges: Merge[]; version: number; changedBy: string | null }
      /** Somebody was first: what is said where the page shows the record as it now is, and where its form is gone. */
      lost?: { still: string; theirs: string; gone: string }
    }

/** Puts an outcome into words. The same words leave by the form door and by the phone door. */
export async function answerOf(outcome: Outcome<unknown>, values: Record<string, string[]> = {}): Promise<FormState> {
  if (outcome.ok) return { status: 'done', data: outcome.data, replayed: outcome.replayed }
  const t = await getTranslations('errors')
  const say = (code: ErrorCode, params?: Record<string, string | number>) => t(code as never, params as never)
  const refused = (message: string, errors: Record<string, string> = {}): FormState => ({
    status: 'refused',
    kind: outcome.kind,
    message,
    errors,
    values,
  })
  switch (outcome.kind) {
    case 'input': {
      const errors = Object.entries(outcome.errors).map(([path, { code, params }]) => [path, say(code, params)])
      return refused(say('form.check', { count: errors.length }), Object.fromEntries(errors))
    }
    case 'rule': {
      const text = say(outcome.code, outcome.params)
      const answer = refused(text, outcome.field ? { [outcome.field]: text } : {})
      if (!isLostRace(outcome.code)) return answer
      const lost = { still: t('form.lostStill'), theirs: t('form.lostTheirs'), gone: t('form.lostGone') }
      return { ...answer, lost } as FormState
    }
    case 'conflict': {
      const { merges, version, changedBy } = outcome
      return { ...refused(say('form.conflict')), conflict: { merges, version, changedBy } } as FormState
    }
    default:
      return refused(say(`form.${outcome.kind}`))
  }
}

/** The words of an unforeseen fault; its own message is never shown. */
export async function brokenAnswer(values: Record<string, string[]> = {}): Promise<FormState> {
  const t = await getTranslations('errors')
  return { status: 'refused', kind: 'broken', message: t('form.broken'), errors: {}, values }
}
