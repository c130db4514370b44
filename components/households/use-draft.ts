import { type RefObject, useEffect, useState } from 'react'

const NEVER_KEPT = /^(commandId|\$ACTION)/

type Entry = [name: string, value: string]

function keep(form: HTMLFormElement, key: string): void {
  const entries = [...new FormData(form)].filter((entry): entry is Entry => typeof entry[1] === 'string')
  sessionStorage.setItem(key, JSON.stringify(entries.filter(([name]) => !NEVER_KEPT.test(name))))
}

function fillIn(form: HTMLFormElement, entries: readonly Entry[]): void {
  const typed = new Map<string, string[]>()
  for (const [name, value] of entries) typed.set(name, [...(typed.get(name) ?? []), value])
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      field.checked = typed.get(field.name)?.includes(field.value) ?? false
    } else if (
      (field instanceof HTMLInputElement ||
        field instanceof HTMLSelectElement ||
        field instanceof HTMLTextAreaElement) &&
      field.name &&
      !NEVER_KEPT.test(field.name)
    ) {
      field.value = typed.get(field.name)?.[0] ?? field.value
    }
  }
}

/**
 * Keeps what is typed into a form in this tab, with what was read when typing began, and fills it in again after a reload. `round` counts
 * the answers of the server: a refused form is a new one, which is kept as it stands. Tells whether it filled in, and how to drop it.
 */
export function useDraft(
  form: RefObject<HTMLFormElement | null>,
  key: string,
  round: number,
): { restored: boolean; drop(): void } {
  const [restored, setRestored] = useState(false)
  useEffect(() => {
    const element = form.current
    if (!element) return
    const kept = sessionStorage.getItem(key)
    if (round > 0) keep(element, key)
    else if (kept) {
      fillIn(element, JSON.parse(kept) as Entry[])
      setRestored(true)
    }
    const save = () => keep(element, key)
    element.addEventListener('input', save)
    return () => element.removeEventListener('input', save)
  }, [form, key, round])
  const drop = () => {
    sessionStorage.removeItem(key)
    location.reload()
  }
  return { restored, drop }
}
