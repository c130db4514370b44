import type { FormState } from '@/lib/platform/answer'

/**
 * What a refused form shows again: each field's error and what was typed into it, else what it started with. A form of the phone has its errors
 * from the phone door and keeps its values itself.
 */
export function typedIn(state: FormState, errors?: Readonly<Record<string, string>>) {
  const refused = state.status === 'refused' ? state : null
  return {
    error: (name: string) => (errors ?? refused?.errors)?.[name],
    one: (name: string, start = '') => (refused ? (refused.values[name]?.[0] ?? '') : start),
    all: (name: string, start: readonly string[] = []) => (refused ? (refused.values[name] ?? []) : start),
    message: refused?.message ?? '',
    errors: refused?.errors ?? {},
  }
}
