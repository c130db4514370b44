export default {
  title: '登记',
} as const
