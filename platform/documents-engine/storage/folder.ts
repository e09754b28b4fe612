import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pathOf, type Storage } from './storage.ts'

/** Files under `folder`, each written whole beside its place and then moved there. */
export function folderStorage(folder: string): Storage {
  const place = (sha256: string, where: 'kept' | 'quarantine'): string => join(folder, pathOf(sha256, where))
  return {
    async put(sha256, bytes, where = 'kept') {
      const path = place(sha256, where)
      const there = await stat(path).catch(absent)
      if (there?.size === bytes.byteLength) return
      const parent = dirname(path)
      const made = await mkdir(parent, { recursive: true, mode: 0o700 })
      const draft = join(parent, `.${randomUUID()}.part`)
      try {
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      // The name must be durable too, and so must each folder made for it.
      for (let at = parent; ; at = dirname(at)) {
        await syncFolder(at)
        if (made === undefined || at === dirname(made) || at === dirname(at)) break
      }
    },
    async read(sha256, where = 'kept') {
      const path = place(sha256, where)
      if ((await stat(path).catch(absent)) === undefined) return null
      return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
    },
    async remove(sha256, where = 'kept') {
      await rm(place(sha256, where), { force: true })
    },
    async *storedBefore(time) {
      const entries = await readdir(join(folder, 'kept'), { recursive: true, withFileTypes: true }).catch(
        absent,
      )
      for (const entry of entries ?? []) {
        if (!entry.isFile()) continue
        const path = join(entry.parentPath, entry.name)
        const file = await stat(path).catch(absent)
        if (file === undefined || file.mtimeMs >= time.getTime()) continue
        if (/^[0-9a-f]{64}$/.test(entry.name)) yield entry.name
        // What a power cut left half written.
        else if (entry.name.endsWith('.part')) await rm(path, { force: true })
      }
    },
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder; its file system journals names by itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
