import type { Random } from './random'

const SURNAMES: readonly (readonly [string, number])[] = [
  ['王', 95],
  ['张', 88],
  ['李', 84],
  ['刘', 72],
  ['赵', 45],
  ['杨', 34],
  ['陈', 25],
  ['孙', 24],
  ['郭', 22],
  ['高', 21],
  ['马', 18],
  ['宋', 14],
  ['韩', 14],
  ['史', 10],
  ['田', 12],
  ['武', 11],
  ['梁', 11],
  ['贾', 10],
  ['冯', 10],
  ['董', 9],
  ['任', 8],
  ['段', 7],
  ['郝', 7],
  ['白', 6],
  ['曹', 6],
  ['苏', 5],
  ['侯', 5],
  ['闫', 5],
  ['吕', 4],
  ['单', 2],
  ['曾', 2],
  ['欧阳', 1],
]
const MALE_FIRST = '守存满来根喜树永国建志福海明春玉长成有世保生占全德宝文'
const MALE_LAST = '田善仓福柱山林平贵军强江海春生财亮堂旺厚和禄庆祥'
const FEMALE_FIRST = '秀桂改玉淑凤兰巧翠月喜春素爱金美俊银雪彩'
const FEMALE_LAST = '兰英梅莲珍花琴香枝芳芝云仙娥霞连女平叶'
const YOUNG_FIRST = '子雨梓浩思佳欣宇晨嘉一俊'
const YOUNG_LAST = '轩涵怡然泽辰彤阳悦萱航琪'

/** An invented name; those born after 1995 have younger ones. */
export function inventName(random: Random, sex: 'M' | 'F', birthYear: number, surname?: string): string {
  const family = surname ?? inventSurname(random)
  const letter = (letters: string) => random.one([...letters])
  if (birthYear > 1995) return family + letter(YOUNG_FIRST) + letter(YOUNG_LAST)
  const first = sex === 'M' ? MALE_FIRST : FEMALE_FIRST
  const last = sex === 'M' ? MALE_LAST : FEMALE_LAST
  return family + letter(first) + letter(last)
}

export function inventSurname(random: Random): string {
  return random.weighted(SURNAMES)
}
