import type {} from 'next-intl'
import enAudit from '@/lib/i18n/en/audit'
import enAuth from '@/lib/i18n/en/auth'
import enCommon from '@/lib/i18n/en/common'
import enErrors from '@/lib/i18n/en/errors'
import enHouseholds from '@/lib/i18n/en/households'
import enIndicators from '@/lib/i18n/en/indicators'
import enMonitoring from '@/lib/i18n/en/monitoring'
import enParameters from '@/lib/i18n/en/parameters'
import enRegions from '@/lib/i18n/en/regions'
import enShell from '@/lib/i18n/en/shell'
import enTransfer from '@/lib/i18n/en/transfer'
import enUsers from '@/lib/i18n/en/users'
import enVisits from '@/lib/i18n/en/visits'
import enWorklist from '@/lib/i18n/en/worklist'
import type { Locale } from '@/lib/i18n/locales'
import zhAudit from '@/lib/i18n/zh-CN/audit'
import zhAuth from '@/lib/i18n/zh-CN/auth'
import zhCommon from '@/lib/i18n/zh-CN/common'
import zhErrors from '@/lib/i18n/zh-CN/errors'
import zhHouseholds from '@/lib/i18n/zh-CN/households'
import zhIndicators from '@/lib/i18n/zh-CN/indicators'
import zhMonitoring from '@/lib/i18n/zh-CN/monitoring'
import zhParameters from '@/lib/i18n/zh-CN/parameters'
import zhRegions from '@/lib/i18n/zh-CN/regions'
import zhShell from '@/lib/i18n/zh-CN/shell'
import zhTransfer from '@/lib/i18n/zh-CN/transfer'
import zhUsers from '@/lib/i18n/zh-CN/users'
import zhVisits from '@/lib/i18n/zh-CN/visits'
import zhWorklist from '@/lib/i18n/zh-CN/worklist'

const zh = {
  audit: zhAudit,
  common: zhCommon,
  errors: zhErrors,
  households: zhHouseholds,
  indicators: zhIndicators,
  monitoring: zhMonitoring,
  parameters: zhParameters,
  regions: zhRegions,
  shell: zhShell,
  auth: zhAuth,
  transfer: zhTransfer,
  users: zhUsers,
  visits: zhVisits,
  worklist: zhWorklist,
}

const en = {
  audit: enAudit,
  common: enCommon,
  errors: enErrors,
  households: enHouseholds,
  indicators: enIndicators,
  monitoring: enMonitoring,
  parameters: enParameters,
  regions: enRegions,
  shell: enShell,
  auth: enAuth,
  transfer: enTransfer,
  users: enUsers,
  visits: enVisits,
  worklist: enWorklist,
}

export type Messages = typeof zh
export type Slice = keyof Messages

/** All words by language. Chinese is the source; its type is the one that keys and arguments are checked against. */
export const MESSAGES: Record<Locale, { readonly [S in Slice]: Readonly<Record<string, unknown>> }> = {
  'zh-CN': zh,
  en,
}

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
