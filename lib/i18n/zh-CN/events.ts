export default {
  title: '家庭变动',
} as const
