import { FindingCard } from '@/components/monitoring/finding-card'
import { speaker } from '@/components/monitoring/speak'
import { Glyph, type StateKey } from '@/components/ui/glyph'
import type { GuaranteeItem } from '@/lib/monitoring/rules/choices'
import { itemOf } from '@/lib/monitoring/rules/explain'
import type { Finding } from '@/lib/monitoring/schema'

function Line({ state, children }: Readonly<{ state: StateKey; children: string }>) {
  return (
    <p className="flex items-start gap-2 text-ink-2" data-s={state}>
      <span className="mt-1 text-st">
        <Glyph state={state} />
      </span>
      <span>{children}</span>
    </p>
  )
}

/** All findings of a visit: what crossed as cards, then what is worth a look, what could not be compared, and what did not cross. */
export async function Findings({ findings }: Readonly<{ findings: readonly Finding[] }>) {
  const { t, sentence } = await speaker()
  const of = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome)
  const met = of('CLEAR').flatMap((finding) => (itemOf(finding.ruleId) as GuaranteeItem | null) ?? [])
  return (
    <div className="grid gap-3">
      {[...of('CROSSED'), ...of('HINT')].map((finding) => (
        <FindingCard key={finding.ruleId} finding={finding} />
      ))}
      <div className="grid gap-2">
        {of('CLEAR')
          .filter((finding) => !itemOf(finding.ruleId))
          .map((finding) => (
            <Line key={finding.ruleId} state="held">
              {sentence(finding)}
            </Line>
          ))}
        {met.length > 0 && (
          <Line state="held">
            {t('says.guaranteesPass', { items: met.map((item) => t(`items.${item}`)).join(t('listJoin')) })}
          </Line>
        )}
        {of('UNKNOWN').map((finding) => (
          <Line key={finding.ruleId} state="na">
            {sentence(finding)}
          </Line>
        ))}
      </div>
    </div>
  )
}
