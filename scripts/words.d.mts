export class Refusal extends Error {
  constructor(zh: string, en: string)
}
export function say(zh: string, en: string): void
export function stepsSoFar(): number
export function step(zh: string, en: string, run: () => unknown): Promise<void>
export function fail(error: unknown): void
export function program(run: () => Promise<void>): Promise<never>
