import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/visits'

export type FormWords = Words<(typeof zh)['form']>
export type UnsentWords = Words<(typeof zh)['unsent']>
