export default {
  title: '看过去某一天',
  pick: '哪一天',
  see: '查看',
  months: '近 12 个月月底',
  back: '回到今天',
  banner: '这是 {day} 的情况',
  known: '按现在掌握的记录清点：农户算在当天所在的村，目标、周期和阈值用当天有效的。文中“今日”指这一天。',
  none: '这一天没有农户记录。系统里的记录从录入那天开始。',
  refused: '这一天还没有到，或不是有效日期，下面是今天的情况。',
  moved: '其中 {n, number} 户后来迁到您管的范围以外，不在名单里。',
  more: '只列出前 {shown, number} 户；打开下级可以看到其余的。',
  records: '当天的农户',
  waiting: {
    title: '正在清点这一天',
    text: '还有 {n, number} 个县没有清点完，完成后自动显示，不用重新打开。',
    again: '再看一次',
  },
} as const
