/** What is measured, in this order: visits and imports write, so they come last. */
export const NAMES = ['list', 'search', 'open', 'county', 'city', 'visit', 'import'] as const
export type Name = (typeof NAMES)[number]
