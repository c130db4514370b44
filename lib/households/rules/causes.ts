/** How many causes a household can have beside the main one (其他致贫原因). */
export const MOST_OTHER_CAUSES = 2

/** The main cause is not among the others once more. */
export const isCauseTwice = (main: string | null, others: readonly string[]): boolean =>
  main !== null && others.includes(main)
