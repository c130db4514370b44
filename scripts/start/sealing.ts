import { type Audited, seal, startSealing } from '../audit/sealing'

/** Seals the audit every minute; the returned function makes the last seal before the database stops. */
export function sealUntilStopped(where: () => Audited): () => Promise<void> {
  const stop = startSealing(where)
  return async () => {
    await stop()
    await seal(where()).catch(() => null)
  }
}
