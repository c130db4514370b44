import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/identification'

export default {
  title: 'Identification and exit',
} satisfies Words<typeof zh>
