import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { checkedName, type FileStore } from './names'

const TEMPORARY = /\.[0-9a-f-]{36}\.tmp$/

/** Files in a folder, readable by nobody else: written beside their place, forced to the disk, then named. */
export function folderStore(root: string): FileStore {
  const pathOf = (name: string) => join(/* turbopackIgnore: true */ root, checkedName(name))
  return {
    async put(name, bytes) {
      const path = pathOf(name)
      const folder = dirname(path)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const temporary = `${path}.${randomUUID()}.tmp`
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, path)
      await syncFolder(folder)
    },
    async get(name) {
      return readFile(pathOf(name)).catch(missing(null))
    },
    async remove(name) {
      await rm(pathOf(name), { force: true })
    },
    async *list(prefix) {
      const folder = join(/* turbopackIgnore: true */ root, prefix)
      const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(missing([]))
      for (const entry of found) {
        if (!entry.isFile()) continue
        const path = join(/* turbopackIgnore: true */ entry.parentPath, entry.name)
        const { mtime } = await stat(path).catch(missing({ mtime: null }))
        const name = relative(root, path).replaceAll('\\', '/')
        if (mtime && !TEMPORARY.test(name)) yield { name, changedAt: mtime }
        else if (mtime) yield { name: name.replace(TEMPORARY, ''), changedAt: mtime }
      }
    },
  }
}

/** The new name itself must reach the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const missing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
