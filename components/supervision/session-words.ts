import type { Option } from '@/components/ui/select'
import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/supervision'

export type SessionWords = Words<(typeof zh)['session']> & { yuan: string }
type Choice = 'mode' | 'method' | 'means' | 'help' | 'category' | 'level' | 'aspect' | 'household'
export type SessionOptions = Readonly<Record<Choice, readonly Option[]>>
