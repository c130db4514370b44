export default {
  required: '这一项要填。',
  choose: '请选一项。',
  tooShort: '太短，不少于 {n} 个字。',
  tooLong: '太长，不超过 {n} 个字。',
  notANumber: '请填数字。',
  notWhole: '请填整数。',
  tooSmall: '不能小于 {n}。',
  tooLarge: '不能大于 {n}。',
  notADay: '请填一个日期，例如 2020-03-26。',
  inTheFuture: '不能晚于今天。',
  inThePast: '不能早于今天。',
  invalid: '这一项填得不对。',
} as const
