export default {
  title: '数据质量',
} as const
