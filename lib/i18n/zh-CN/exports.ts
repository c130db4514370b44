export default {
  title: '导出',
} as const
