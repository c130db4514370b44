export type StoredFile = { name: string; changedAt: Date }

/** Where files lie. Names are made by the product, never taken from people; contents arrive sealed. */
export type FileStore = {
  /** Whole or not at all: whoever reads the name later reads everything. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Null when there is no such file. */
  get(name: string): Promise<Buffer<ArrayBuffer> | null>
  remove(name: string): Promise<void>
  list(prefix: string): AsyncIterable<StoredFile>
}

const NAME = /^[a-z0-9]+(\/[a-z0-9][a-z0-9.-]*)+$/

/** Refuses names that could mean another place. */
export function checkedName(name: string): string {
  if (!NAME.test(name) || name.includes('..')) throw new Error('not a file name of the store')
  return name
}
