import codes from '@/lib/i18n/en/register-codes'
import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/register'

export default {
  title: 'Register',
  codes,
} satisfies Words<typeof zh>
