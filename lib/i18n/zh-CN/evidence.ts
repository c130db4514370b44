export default {
  title: '佐证材料',
} as const
