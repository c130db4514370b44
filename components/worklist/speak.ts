import type { StateKey } from '@/components/ui/glyph'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { GuaranteeItem } from '@/lib/monitoring/rules/choices'
import { familyOf, itemOf } from '@/lib/monitoring/rules/explain'
import type { RuleId } from '@/lib/monitoring/schema'
import { urgency } from '@/lib/worklist/rules'
import type { Task } from '@/lib/worklist/schema'

const QUARTER_MONTHS = 3

/** Tasks in the reader's words: what, until when, how it stands today. */
export async function taskSpeaker(today: string) {
  const [t, clue, deadlines, locale] = await Promise.all([
    getTranslations('worklist'),
    getTranslations('monitoring'),
    getTranslations('deadlines'),
    getLocale(),
  ])
  const day = (text: string) => nearDay(text, today, locale)
  const rule = (id: string) => {
    const item = itemOf(id as RuleId) as GuaranteeItem | null
    return clue(`rules.${familyOf(id as RuleId)}`, { item: item ? clue(`items.${item}`) : '' })
  }
  const why = (source: string | null, text: string, ruleIds: readonly string[]) => {
    const origin = source ? t(`source.${source}` as never) : ''
    const reasons = text || ruleIds.map(rule).join(t('listJoin'))
    if (origin && reasons.startsWith(origin)) return reasons
    return reasons ? t('why', { source: origin, text: reasons }) : origin
  }
  const due = (dueOn: string): { state: StateKey; text: string } => {
    const { state, days } = urgency(dueOn, today)
    if (state === 'crossed') return { state, text: t('days.over', { n: days }) }
    if (days === 0) return { state, text: t('days.today') }
    return { state, text: state === 'due' ? t('days.left', { n: days }) : day(dueOn) }
  }
  return {
    t,
    locale,
    day,
    why,
    due,
    title: (task: Task) => {
      if (task.kind === 'DEADLINE' && task.deadline) return deadlines(`kinds.${task.deadline}`)
      if (task.kind !== 'VISIT') return t(task.kind === 'CLUE' ? 'task.clue' : 'task.promise')
      if (!task.from || !task.until) return t('task.agreed')
      const months = Number(task.until.slice(5, 7)) - Number(task.from.slice(5, 7)) + 1
      return t(months === 1 ? 'task.month' : months === QUARTER_MONTHS ? 'task.quarter' : 'task.period')
    },
    sub: (task: Task) => {
      if (task.kind === 'CLUE') return why(task.source, task.text, task.ruleIds)
      if (task.kind === 'PROMISE') return task.text
      if (task.kind === 'DEADLINE') return deadlines('by', { day: day(task.dueOn) })
      if (task.agreedOn && task.agreedOn === task.dueOn) return t('agreed', { day: day(task.agreedOn) })
      return task.from && task.until ? t('window', { from: day(task.from), until: day(task.until) }) : ''
    },
  }
}
