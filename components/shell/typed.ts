import type { FormState } from '@/lib/platform/answer'

/** What a refused form shows again: each field's error and what was typed into it, else what it started with. */
export function typedIn(state: FormState) {
  const refused = state.status === 'refused' ? state : null
  return {
    error: (name: string) => refused?.errors[name],
    one: (name: string, start = '') => (refused ? (refused.values[name]?.[0] ?? '') : start),
    all: (name: string, start: readonly string[] = []) => (refused ? (refused.values[name] ?? []) : start),
    message: refused?.message ?? '',
    errors: refused?.errors ?? {},
  }
}
