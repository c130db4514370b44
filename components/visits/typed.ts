import type { FormState } from '@/lib/platform/answer'

/** What stood in a form when it came back refused, so that nothing typed is lost without script. */
export type Typed = {
  text(name: string, fallback?: string): string | undefined
  has(name: string, value: string, fallback?: boolean): boolean
  error(name: string): string | undefined
}

export function typedOf(state: FormState, errors: Record<string, string>): Typed {
  const values = state.status === 'refused' ? state.values : null
  return {
    text: (name, fallback) => (values ? values[name]?.[0] : fallback),
    has: (name, value, fallback = false) => (values ? (values[name]?.includes(value) ?? false) : fallback),
    error: (name) => errors[name],
  }
}
