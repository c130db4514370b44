import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/audit'

export default {} satisfies Words<typeof zh>
