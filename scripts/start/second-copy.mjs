import { Refusal } from '../words.mjs'

/** @param {{ held: boolean, note: string }} lock */
export function refuseSecondCopy(lock) {
  if (lock.held) return
  const where = lock.note ? ` ${lock.note}` : ''
  throw new Refusal(
    `防线已经在这个数据目录上运行${where}。请先停止它，或用 FANGXIAN_DATA 指定另一个目录。`,
    `Fangxian already runs on this data directory${where}. Stop it first, or name another directory in FANGXIAN_DATA.`,
  )
}
