export default {
  title: '系统出了差错',
  text: '这一步没有做完，已经记下。输入过的内容没有提交，请再试一次。',
  reference: '编号 {digest}',
  again: '再试一次',
  home: '回到今日待办',
} as const
