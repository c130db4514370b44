import type zh from '@/lib/i18n/zh-CN/households'

export type Standing =
  | `monitoredTypes.${keyof (typeof zh)['monitoredTypes']}`
  | `statuses.${keyof (typeof zh)['statuses']}`

/** The word under `households` by which a household is known: as what it is monitored, else its poverty status. */
export function standingOf(household: { monitoredType: string | null; povertyStatus: string }): Standing {
  const { monitoredType, povertyStatus } = household
  return (monitoredType ? `monitoredTypes.${monitoredType}` : `statuses.${povertyStatus}`) as Standing
}
