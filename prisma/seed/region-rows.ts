import { pinyin } from 'pinyin-pro'
import type { RegionLevel, RegionRow } from '@/lib/regions/schema'

const KINDS: Partial<Record<RegionLevel, readonly (readonly [RegExp, string])[]>> = {
  PROVINCE: [[/(壮族|回族|维吾尔)?自治区$|省$|市$|特别行政区$/, '']],
  CITY: [
    [/市$/, ' City'],
    [/地区$/, ' Prefecture'],
    [/自治州$/, ' Prefecture'],
    [/盟$/, ' League'],
  ],
  COUNTY: [
    [/自治县$|县$/, ' County'],
    [/区$/, ' District'],
    [/市$/, ' City'],
    [/旗$/, ' Banner'],
  ],
  TOWNSHIP: [[/(民族|满族|回族|蒙古族)?乡$|镇$|街道(办事处)?$/, '']],
  VILLAGE: [[/(村民委员会|居民委员会|村委会|居委会|民委员会|委会|村|社区)+$/, '']],
}

/** Names that are read otherwise than their letters elsewhere. */
const READINGS: Record<string, string> = {
  蔚县: 'yu xian',
  乐亭县: 'lao ting xian',
  蠡县: 'li xian',
  涿鹿县: 'zhuo lu xian',
}

/** Columns of a region row that are made from its name: an English name by pinyin, and what it is searched by. */
export function regionColumns(region: RegionRow, sortNo: number) {
  const read = READINGS[region.name]?.split(' ')
  const syllables = (text: string) =>
    read?.slice(0, [...text].length) ??
    pinyin(text, { toneType: 'none', type: 'array', v: true }).map((each) => each.replace(/[^a-z0-9]/gi, ''))
  const whole = syllables(region.name)
  const kinds = KINDS[region.level] ?? []
  const kind = kinds.find(([ending]) => ending.test(region.name) && region.name.replace(ending, '') !== '')
  const short = kind ? region.name.replace(kind[0], '') : region.name
  const english = syllables(short).join('')
  return {
    code: region.code,
    level: region.level,
    name: region.name,
    nameEn: english ? english[0]?.toUpperCase() + english.slice(1) + (kind?.[1] ?? '') : null,
    parentCode: region.parentCode,
    pinyin: whole.join('').slice(0, 200),
    initials: whole
      .map((each) => each[0] ?? '')
      .join('')
      .slice(0, 60),
    sortNo,
  }
}
