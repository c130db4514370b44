import { PAIR_STATES, type PairState, PROGRAMMES, type Programme } from '@/lib/partnerships/schema'

const of = <T extends string>(known: readonly T[], text: string | undefined) => known.find((each) => each === text)

export type PairFilter = { programme?: Programme; state?: PairState }

/** What an address narrows the list of pairs to; `isWrong` when it asks for something the list would leave out. */
export function readPairFilter(
  params: Readonly<Record<string, string | undefined>>,
): PairFilter & { isWrong: boolean } {
  const found = { programme: of(PROGRAMMES, params.programme), state: of(PAIR_STATES, params.state) }
  return { ...found, isWrong: (['programme', 'state'] as const).some((name) => !!params[name] && !found[name]) }
}
