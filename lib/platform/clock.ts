const started = Date.now()
const fixed = process.env.FANGXIAN_CLOCK ? Date.parse(process.env.FANGXIAN_CLOCK) : Number.NaN

/** The present instant. With FANGXIAN_CLOCK set (tests only) the clock starts there and runs on. */
export function now(): Date {
  return Number.isNaN(fixed) ? new Date() : new Date(fixed + Date.now() - started)
}

const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** The calendar day 'YYYY-MM-DD' of an instant in Asia/Shanghai. */
export function dayOf(instant: Date): string {
  return day.format(instant)
}
