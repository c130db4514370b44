import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/inspections'

export type InspectWords = Words<(typeof zh)['form']>
export type MissWords = Words<(typeof zh)['miss']>
