import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/regions'

export default {} satisfies Words<typeof zh>
