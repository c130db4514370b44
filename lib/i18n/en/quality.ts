import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/quality'

export default {
  title: 'Data quality',
} satisfies Words<typeof zh>
