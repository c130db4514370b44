import type zh from '@/lib/i18n/zh-CN/visits'

export type Standing = keyof (typeof zh)['standing']

/** The word under which a household is known: monitored as, else its poverty status. */
export function standingOf(household: { monitoredType: string | null; povertyStatus: string }): Standing {
  return (household.monitoredType ?? household.povertyStatus) as Standing
}
