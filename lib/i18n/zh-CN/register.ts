import codes from '@/lib/i18n/zh-CN/register-codes'

export default {
  title: '登记',
  codes,
} as const
