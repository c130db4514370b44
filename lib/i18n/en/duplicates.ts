import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/duplicates'

export default {
  title: 'Possible duplicates',
} satisfies Words<typeof zh>
