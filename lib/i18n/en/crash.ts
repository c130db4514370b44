import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/crash'

export default {
  title: 'Something went wrong on our side',
  text: 'This step did not finish; it has been noted. What you entered was not sent. Please try again.',
  reference: 'Reference {digest}',
  again: 'Try again',
  home: 'Back to today',
} satisfies Words<typeof zh>
