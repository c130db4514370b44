import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/above'

export default {
  title: 'Beside the places above',
  caption: '{place} beside the places above it: {name}',
  whole: 'All figures of {place} beside the places above it',
  note: 'figures of the places above are sums over all their villages',
  place: 'Place',
  indicator: 'Indicator',
  counted: 'Counted, hh',
  base: 'Base, hh',
  rate: 'Share',
  days: '{value} days',
  pair: '{rate} ({n}/{of})',
  siblingsOf: {
    VILLAGE: 'Average of the township’s {n, plural, one {# other village} other {# other villages}}',
    TOWNSHIP: 'Average of the county’s {n, plural, one {# other township} other {# other townships}}',
    COUNTY: 'Average of the city’s {n, plural, one {# other county} other {# other counties}}',
  },
  covered: 'few households, covered',
  coveredWhy:
    'Outside one’s own area small figures are covered, and so are those that would tell a small one by subtracting one’s own or the next lower place. What is small is the policy value “Numbers below this are covered”.',
  uncounted: 'not fully counted',
  uncountedWhy:
    'Some villages are not yet counted by the present definition; they are once that level opens its progress page.',
  asOf: 'As of {time}.',
  older: '{place}: some villages were not counted again since they changed; the oldest figure is of {time}.',
  past: 'The comparison with the places above is of today only, not of past days.',
  noBase: 'no base',
  card: 'Places above',
  cardOf: '{place} {figure}',
} as const satisfies Words<typeof zh>
