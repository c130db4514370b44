import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/register'

export default {
  title: 'Register',
} satisfies Words<typeof zh>
