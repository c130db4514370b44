import type { Locale } from '@/lib/i18n/locales'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const WEEKDAYS_ZH = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const MINUS = '−'

/** Groups the digits of a whole number: 13094 → "13,094"; below zero with a true minus sign. */
export function count(n: number): string {
  return (n < 0 ? MINUS : '') + String(Math.abs(Math.trunc(n))).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A decimal text as screens show it, its digits grouped: "150000000000" → "150,000,000,000", "-236.67" → "−236.67". */
export function digits(text: string): string {
  const [whole = '', rest] = text.replace(/^-/, '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return (text.startsWith('-') ? MINUS : '') + (rest === undefined ? grouped : `${grouped}.${rest}`)
}

/** Yuan from whole fen: 562050 → "5,620.50", 1320000 → "13,200". The unit is not included. */
export function yuan(fen: number): string {
  const all = Math.abs(fen)
  const rest = all % 100
  const whole = count(Math.floor(all / 100))
  return (fen < 0 ? MINUS : '') + (rest === 0 ? whole : `${whole}.${String(rest).padStart(2, '0')}`)
}

/** A share as per cent with one decimal, rounded half up in whole numbers: (13094, 15210) → "86.1%". "—" without a base. */
export function percent(numerator: number, denominator: number): string {
  const tenths = permille(numerator, denominator)
  return tenths === null ? '—' : `${decimal(tenths)}%`
}

/** Tenths of a per cent, half up, or null without a base. */
export function permille(numerator: number, denominator: number): number | null {
  if (denominator <= 0) return null
  return Math.floor((2 * 1000 * numerator + denominator) / (2 * denominator))
}

/** Tenths with one decimal: 861 → "86.1". */
export function decimal(tenths: number): string {
  const all = Math.abs(tenths)
  return `${tenths < 0 ? MINUS : ''}${count(Math.floor(all / 10))}.${all % 10}`
}

/** Tenths with its sign for a comparison: 22 → "+2.2", −116 → "−11.6". */
export function signed(tenths: number): string {
  return (tenths > 0 ? '+' : '') + decimal(tenths)
}

type DayParts = { year: number; month: number; day: number }

function partsOf(day: string): DayParts {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, day: date }
}

/** A day without its year: "3月26日" / "26 Mar". */
export function shortDay(day: string, locale: Locale): string {
  const d = partsOf(day)
  return locale === 'zh-CN' ? `${d.month}月${d.day}日` : `${d.day} ${MONTHS[d.month - 1]}`
}

/** A day with its year: "2020年3月26日" / "26 Mar 2020". */
export function longDay(day: string, locale: Locale): string {
  const d = partsOf(day)
  return locale === 'zh-CN' ? `${d.year}年${d.month}月${d.day}日` : `${d.day} ${MONTHS[d.month - 1]} ${d.year}`
}

/** A day without its year in the year of `today`, with it otherwise. */
export function nearDay(day: string, today: string, locale: Locale): string {
  return day.slice(0, 4) === today.slice(0, 4) ? shortDay(day, locale) : longDay(day, locale)
}

/** "2020年3月" / "Mar 2020" for a day or a month "2020-03". */
export function month(day: string, locale: Locale): string {
  const d = partsOf(day)
  return locale === 'zh-CN' ? `${d.year}年${d.month}月` : `${MONTHS[d.month - 1]} ${d.year}`
}

/** "星期四" / "Thursday". */
export function weekday(day: string, locale: Locale): string {
  const d = partsOf(day)
  const index = new Date(Date.UTC(d.year, d.month - 1, d.day)).getUTCDay()
  return (locale === 'zh-CN' ? WEEKDAYS_ZH[index] : WEEKDAYS_EN[index]) ?? ''
}

function shanghai(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString()
}

/** The clock time in Shanghai: "10:41". */
export function clockTime(instant: Date): string {
  return shanghai(instant).slice(11, 16)
}

/** Day and clock time in Shanghai: "3月26日 10:41" / "26 Mar, 10:41". */
export function moment(instant: Date, locale: Locale): string {
  const text = shanghai(instant)
  return `${shortDay(text.slice(0, 10), locale)}${locale === 'zh-CN' ? ' ' : ', '}${text.slice(11, 16)}`
}

/** As-of stamp in Shanghai, the same in both languages: "2020-03-26 08:00". */
export function stamp(instant: Date): string {
  const text = shanghai(instant)
  return `${text.slice(0, 10)} ${text.slice(11, 16)}`
}

/** Households first, persons beside: "640 户 / 1,180 人" / "640 hh / 1,180 people". */
export function pair(households: number, persons: number, locale: Locale): string {
  const people = locale === 'zh-CN' ? '人' : persons === 1 ? 'person' : 'people'
  return `${count(households)} ${locale === 'zh-CN' ? '户' : 'hh'} / ${count(persons)} ${people}`
}
