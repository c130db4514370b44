import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/past'

export default {
  title: 'look at a past day',
  pick: 'which day',
  see: 'Show',
  months: 'ends of the last 12 months',
  back: 'Back to today',
  banner: 'This is how it was on {day}',
  known:
    'Counted from the records as they are known now: households in the village they lived in that day, with the targets, intervals and thresholds in force that day. “Today” in the text means that day.',
  none: 'No household is recorded on this day. Records begin on the day they were entered.',
  refused: 'That day has not come yet or is no day of the calendar. Below is today.',
  moved: '{n, plural, one {# of them has} other {# of them have}} since moved outside your area and cannot be listed.',
  more: 'Only the first {shown, number} are listed; the places below show the others.',
  records: 'Households of that day',
  waiting: {
    title: 'Counting that day',
    text: '{n, plural, one {# county is} other {# counties are}} still to be counted. The page shows the figures as soon as they are there.',
    again: 'Look again',
  },
} as const satisfies Words<typeof zh>
