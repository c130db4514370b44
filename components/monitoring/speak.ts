import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { GuaranteeItem } from '@/lib/monitoring/rules/choices'
import { explanationValues, familyOf, itemOf } from '@/lib/monitoring/rules/explain'
import type { Finding, LineOrigin, RuleId } from '@/lib/monitoring/schema'

type Say = Awaited<ReturnType<typeof getTranslations<'monitoring'>>>

/** A finding in the reader's words: its title and one sentence with every figure it used. */
export async function speaker() {
  const [t, named, locale] = await Promise.all([
    getTranslations('monitoring'),
    getTranslations('parameters.names'),
    getLocale(),
  ])
  return {
    t,
    locale,
    title: (finding: Finding) => titleOf(t, finding),
    sentence: (finding: Finding) => sentenceOf(t, finding),
    origin: (line: LineOrigin) => originOf(t, line, named(line.parameter)),
  }
}

function itemName(t: Say, ruleId: RuleId): string {
  const item = itemOf(ruleId) as GuaranteeItem | null
  return item ? t(`items.${item}`) : ''
}

/** What a rule says when it is crossed, as a title. */
export function ruleName(t: Say, ruleId: RuleId): string {
  return t(`rules.${familyOf(ruleId)}`, { item: itemName(t, ruleId) })
}

function titleOf(t: Say, { ruleId, outcome }: Finding): string {
  if (outcome === 'CROSSED') return ruleName(t, ruleId)
  return t(`hints.${familyOf(ruleId)}`, { item: itemName(t, ruleId) })
}

function sentenceOf(t: Say, finding: Finding): string {
  const kinds = (finding.figures.kinds ?? []).map((kind) => t(`kinds.${kind}`)).join(t('listJoin'))
  return t(`says.${finding.figures.say}`, {
    ...explanationValues(finding),
    kinds,
    item: itemName(t, finding.ruleId),
  } as never)
}

function originOf(t: Say, line: LineOrigin, name: string): string {
  const { value, unit, validFrom: from, source } = line
  const text = { name, value: value ?? '—', unit, from, source }
  return t('line.origin', { ...text, value: String(text.value) })
}
