import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/dossier'

export default {
  title: 'Household file',
} satisfies Words<typeof zh>
