export default {
  title: '识别与退出',
} as const
