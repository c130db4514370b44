const store = globalThis as unknown as { fangxian?: Map<string, unknown> }

/** One value per process, however many times the bundler has copied the module that asks. */
export function perProcess<T>(name: string, make: () => T): T {
  store.fangxian ??= new Map()
  if (!store.fangxian.has(name)) store.fangxian.set(name, make())
  return store.fangxian.get(name) as T
}
