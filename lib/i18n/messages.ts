import type {} from 'next-intl'
import enAbove from '@/lib/i18n/en/above'
import enAudit from '@/lib/i18n/en/audit'
import enAuth from '@/lib/i18n/en/auth'
import enCasework from '@/lib/i18n/en/casework'
import enCockpit from '@/lib/i18n/en/cockpit'
import enCommon from '@/lib/i18n/en/common'
import enDeadlines from '@/lib/i18n/en/deadlines'
import enDossier from '@/lib/i18n/en/dossier'
import enDuplicates from '@/lib/i18n/en/duplicates'
import enErrors from '@/lib/i18n/en/errors'
import enEvents from '@/lib/i18n/en/events'
import enEvidence from '@/lib/i18n/en/evidence'
import enExports from '@/lib/i18n/en/exports'
import enFigures from '@/lib/i18n/en/figures'
import enFindings from '@/lib/i18n/en/findings'
import enHouseholds from '@/lib/i18n/en/households'
import enIdentification from '@/lib/i18n/en/identification'
import enIndicators from '@/lib/i18n/en/indicators'
import enInspections from '@/lib/i18n/en/inspections'
import enLoans from '@/lib/i18n/en/loans'
import enMeasures from '@/lib/i18n/en/measures'
import enMine from '@/lib/i18n/en/mine'
import enMonitoring from '@/lib/i18n/en/monitoring'
import enOutbox from '@/lib/i18n/en/outbox'
import enOutlines from '@/lib/i18n/en/outlines'
import enParameters from '@/lib/i18n/en/parameters'
import enPartnerships from '@/lib/i18n/en/partnerships'
import enPast from '@/lib/i18n/en/past'
import enQuality from '@/lib/i18n/en/quality'
import enRegions from '@/lib/i18n/en/regions'
import enRegister from '@/lib/i18n/en/register'
import enRelief from '@/lib/i18n/en/relief'
import enResumption from '@/lib/i18n/en/resumption'
import enShell from '@/lib/i18n/en/shell'
import enSupervision from '@/lib/i18n/en/supervision'
import enSupport from '@/lib/i18n/en/support'
import enTables from '@/lib/i18n/en/tables'
import enTransfer from '@/lib/i18n/en/transfer'
import enUsers from '@/lib/i18n/en/users'
import enVisits from '@/lib/i18n/en/visits'
import enWorklist from '@/lib/i18n/en/worklist'
import enWorklogs from '@/lib/i18n/en/worklogs'
import enYearplans from '@/lib/i18n/en/yearplans'
import type { Locale } from '@/lib/i18n/locales'
import zhAbove from '@/lib/i18n/zh-CN/above'
import zhAudit from '@/lib/i18n/zh-CN/audit'
import zhAuth from '@/lib/i18n/zh-CN/auth'
import zhCasework from '@/lib/i18n/zh-CN/casework'
import zhCockpit from '@/lib/i18n/zh-CN/cockpit'
import zhCommon from '@/lib/i18n/zh-CN/common'
import zhDeadlines from '@/lib/i18n/zh-CN/deadlines'
import zhDossier from '@/lib/i18n/zh-CN/dossier'
import zhDuplicates from '@/lib/i18n/zh-CN/duplicates'
import zhErrors from '@/lib/i18n/zh-CN/errors'
import zhEvents from '@/lib/i18n/zh-CN/events'
import zhEvidence from '@/lib/i18n/zh-CN/evidence'
import zhExports from '@/lib/i18n/zh-CN/exports'
import zhFigures from '@/lib/i18n/zh-CN/figures'
import zhFindings from '@/lib/i18n/zh-CN/findings'
import zhHouseholds from '@/lib/i18n/zh-CN/households'
import zhIdentification from '@/lib/i18n/zh-CN/identification'
import zhIndicators from '@/lib/i18n/zh-CN/indicators'
import zhInspections from '@/lib/i18n/zh-CN/inspections'
import zhLoans from '@/lib/i18n/zh-CN/loans'
import zhMeasures from '@/lib/i18n/zh-CN/measures'
import zhMine from '@/lib/i18n/zh-CN/mine'
import zhMonitoring from '@/lib/i18n/zh-CN/monitoring'
import zhOutbox from '@/lib/i18n/zh-CN/outbox'
import zhOutlines from '@/lib/i18n/zh-CN/outlines'
import zhParameters from '@/lib/i18n/zh-CN/parameters'
import zhPartnerships from '@/lib/i18n/zh-CN/partnerships'
import zhPast from '@/lib/i18n/zh-CN/past'
import zhQuality from '@/lib/i18n/zh-CN/quality'
import zhRegions from '@/lib/i18n/zh-CN/regions'
import zhRegister from '@/lib/i18n/zh-CN/register'
import zhRelief from '@/lib/i18n/zh-CN/relief'
import zhResumption from '@/lib/i18n/zh-CN/resumption'
import zhShell from '@/lib/i18n/zh-CN/shell'
import zhSupervision from '@/lib/i18n/zh-CN/supervision'
import zhSupport from '@/lib/i18n/zh-CN/support'
import zhTables from '@/lib/i18n/zh-CN/tables'
import zhTransfer from '@/lib/i18n/zh-CN/transfer'
import zhUsers from '@/lib/i18n/zh-CN/users'
import zhVisits from '@/lib/i18n/zh-CN/visits'
import zhWorklist from '@/lib/i18n/zh-CN/worklist'
import zhWorklogs from '@/lib/i18n/zh-CN/worklogs'
import zhYearplans from '@/lib/i18n/zh-CN/yearplans'

const zh = {
  above: zhAbove,
  audit: zhAudit,
  auth: zhAuth,
  casework: zhCasework,
  cockpit: zhCockpit,
  common: zhCommon,
  deadlines: zhDeadlines,
  dossier: zhDossier,
  duplicates: zhDuplicates,
  errors: zhErrors,
  events: zhEvents,
  evidence: zhEvidence,
  exports: zhExports,
  figures: zhFigures,
  findings: zhFindings,
  households: zhHouseholds,
  identification: zhIdentification,
  indicators: zhIndicators,
  inspections: zhInspections,
  measures: zhMeasures,
  mine: zhMine,
  monitoring: zhMonitoring,
  outlines: zhOutlines,
  parameters: zhParameters,
  outbox: zhOutbox,
  past: zhPast,
  partnerships: zhPartnerships,
  quality: zhQuality,
  regions: zhRegions,
  register: zhRegister,
  relief: zhRelief,
  resumption: zhResumption,
  shell: zhShell,
  supervision: zhSupervision,
  support: zhSupport,
  tables: zhTables,
  transfer: zhTransfer,
  users: zhUsers,
  visits: zhVisits,
  worklist: zhWorklist,
  yearplans: zhYearplans,
  loans: zhLoans,
  worklogs: zhWorklogs,
}

const en = {
  above: enAbove,
  audit: enAudit,
  auth: enAuth,
  casework: enCasework,
  cockpit: enCockpit,
  common: enCommon,
  deadlines: enDeadlines,
  dossier: enDossier,
  duplicates: enDuplicates,
  errors: enErrors,
  events: enEvents,
  evidence: enEvidence,
  exports: enExports,
  figures: enFigures,
  findings: enFindings,
  households: enHouseholds,
  identification: enIdentification,
  indicators: enIndicators,
  inspections: enInspections,
  measures: enMeasures,
  mine: enMine,
  monitoring: enMonitoring,
  outlines: enOutlines,
  parameters: enParameters,
  outbox: enOutbox,
  past: enPast,
  partnerships: enPartnerships,
  quality: enQuality,
  regions: enRegions,
  register: enRegister,
  relief: enRelief,
  resumption: enResumption,
  shell: enShell,
  supervision: enSupervision,
  support: enSupport,
  tables: enTables,
  transfer: enTransfer,
  users: enUsers,
  visits: enVisits,
  worklist: enWorklist,
  yearplans: enYearplans,
  loans: enLoans,
  worklogs: enWorklogs,
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
