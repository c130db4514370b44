export default {
  input: {
    required: '这一项要填。',
    wrong: '这一项填得不对，请改一下。',
    tooLong: '太长，不超过 {max} 个字。',
    tooSmall: '不能小于 {min}。',
    tooBig: '不能大于 {max}。',
    notADay: '请填一个日期，例如 2026-03-26。',
    inTheFuture: '不能晚于今天。',
    inThePast: '要晚于今天。',
  },
  form: {
    signedOut: '登录已失效。请重新登录，填的内容还在。',
    forbidden: '您的岗位不能做这一步。',
    notFound: '没有找到这条记录。',
    otherPayload: '这份内容已经提交过，而且和这次不一样。请刷新页面后再改。',
    foreignOrigin: '提交来自别的网站，没有执行。',
    conflict: '您填写的时候，别人改过这一户。请看下面的不同，选好再保存。',
    check: '有 {count, number} 处要改，改好再保存。',
    broken: '系统出错，没有保存。填的内容还在，请稍后再试。',
  },
} as const
