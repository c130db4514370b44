import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/exports'

export default {
  title: 'Exports',
} satisfies Words<typeof zh>
