import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/events'

export default {
  title: 'Household events',
} satisfies Words<typeof zh>
