import type { Option } from '@/components/ui/select'
import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/supervision'

export type SessionWords = Words<(typeof zh)['session']> & { yuan: string }
type Choice = 'mode' | 'method' | 'means' | 'help' | 'category' | 'level' | 'aspect' | 'household' | 'region'
export type SessionOptions = Readonly<Record<Choice, readonly Option[]>>

/** What a field of the form is called, by its name. */
export function labelOf(name: string, words: SessionWords): string {
  const part = /^(?:findings|help)\[\d+]\.\w+$/.test(name) ? name.replace(/\[\d+]/, '') : name
  const labels: Readonly<Record<string, string>> = {
    heldOn: words.heldOn,
    mode: words.mode,
    method: words.method,
    means: words.means,
    team: words.team,
    spots: words.spots,
    households: words.households,
    summary: words.summary,
    'findings.title': words.findingTitle,
    'findings.content': words.findingContent,
    'findings.category': words.category,
    'findings.aspect': words.aspect,
    'findings.level': words.level,
    'findings.householdId': words.household,
    'findings.regionCode': words.where,
    'help.kind': words.helpKind,
    'help.content': words.helpContent,
    'help.amount': words.helpAmount,
  }
  return labels[part] ?? name
}
