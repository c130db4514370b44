export default {
  title: '疑似重复',
} as const
