export default {
  title: '一户一档',
} as const
