import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/errors'

export default {
  required: 'Please fill this in.',
  choose: 'Please choose one.',
  tooShort: 'Too short: at least {n} characters.',
  tooLong: 'Too long: at most {n} characters.',
  notANumber: 'Please enter a number.',
  notWhole: 'Please enter a whole number.',
  tooSmall: 'Not below {n}.',
  tooLarge: 'Not above {n}.',
  notADay: 'Please enter a day, such as 2020-03-26.',
  inTheFuture: 'Not later than today.',
  inThePast: 'Not earlier than today.',
  invalid: 'This entry is not right.',
} satisfies Words<typeof zh>
