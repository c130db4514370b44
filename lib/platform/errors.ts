import type zhErrors from '@/lib/i18n/zh-CN/errors'

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]

/** A key under the messages `errors`: an error without words does not compile. */
export type ErrorCode = Leaves<typeof zhErrors>

export type Params = Record<string, string | number>

/** One wrong field: `code` is a key under the messages `errors`, `params` its figures. */
export type FieldError = { code: ErrorCode; params?: Params }
export type FieldErrors = Record<string, FieldError>

/** A rule of the domain was broken; `field` names the input it belongs to, if any. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: Params = {},
    readonly field?: string,
  ) {
    super(code)
  }
}

/** Fields that contradict each other or what is known: the same answer as for wrong input. */
export class InputError extends Error {
  constructor(readonly errors: FieldErrors) {
    super('input')
  }
}

/** Missing and out of scope are the same answer. */
export class NotFoundError extends Error {
  constructor() {
    super('notFound')
  }
}

export type Merge = { field: string; base: string; mine: string; theirs: string }

/** A lost race: somebody changed the record since it was read. `version` is the present one. */
export class ConflictError extends Error {
  constructor(
    readonly merges: Merge[],
    readonly version: number,
    readonly changedBy: string | null = null,
  ) {
    super('conflict')
  }
}

/** Whether a rule says that somebody else changed the record, or withdrew it, since the form was opened. */
export const isLostRace = (code: string): boolean => /\.(changed|clueChanged|withdrawnAlready)$/.test(code)
