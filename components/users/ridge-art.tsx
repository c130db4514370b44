import { ridgePath } from '@/components/users/ridges'

export type RidgeWords = {
  say: { first: string; second: string }
  lines: Record<'one' | 'two' | 'three' | 'four' | 'five' | 'six', string>
  numerals: Record<'one' | 'two' | 'three' | 'four' | 'five' | 'six', string>
}

const RIDGES = ['one', 'two', 'three', 'four', 'five'] as const
const SHARES = [1, 0.68, 0.42, 0.23, 0.1]
const PEOPLE = [
  [400, 0.9],
  [452, 1.15],
  [497, 0.8],
  [560, 1.3],
  [604, 1],
  [690, 0.85],
  [724, 1.1],
] as const
const WIDTH = 860
const FIRST = 280
const LAST = 772

/** Five ridges, each lower than the one behind it, and the last line on which people stand. An ornament, silent for readers. */
export function RidgeArt({ words }: Readonly<{ words: RidgeWords }>) {
  const base = (index: number) => FIRST + (index * (LAST - FIRST)) / 5
  return (
    <section className="art" aria-hidden="true">
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} 900`} preserveAspectRatio="xMidYMid slice">
        {RIDGES.map((key, index) => (
          <g key={key}>
            <path
              d={ridgePath(base(index), SHARES[index] ?? 0, WIDTH)}
              fill="var(--color-paper)"
              stroke="var(--color-ink)"
              strokeOpacity={0.35 + index * 0.11}
              strokeWidth="1.6"
            />
            <text x="48" y={base(index) - 12}>
              {words.numerals[key]}
              <tspan dx="13">{words.lines[key]}</tspan>
            </text>
          </g>
        ))}
        <path d={`M0 ${LAST}H${WIDTH}`} stroke="var(--color-zhu-line)" strokeWidth="3" />
        <text className="last" x="48" y={LAST - 12}>
          {words.numerals.six}
          <tspan dx="13">{words.lines.six}</tspan>
        </text>
        {PEOPLE.map(([x, size]) => (
          <path
            key={x}
            transform={`translate(${x} ${LAST - 1}) scale(${size})`}
            d="M1 -21C0 -15-5-8-12-3M-1-14.5C1.5-9.5 6-5.5 12.5-3"
            fill="none"
            stroke="var(--color-ink)"
            strokeWidth={2.4 / size}
            strokeLinecap="round"
          />
        ))}
      </svg>
      <p>
        {words.say.first}
        <br />
        {words.say.second}
      </p>
    </section>
  )
}
