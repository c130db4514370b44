import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/evidence'

export default {
  title: 'Evidence',
} satisfies Words<typeof zh>
