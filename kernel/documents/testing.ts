import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStorage, type Scanner } from '#platform/documents-engine'
import { setStore } from './store.ts'

/** Keeps documents of a test in a folder of their own, with no scanner unless one is given. `drop` removes it. */
export function temporaryStore(scanner: Scanner | null = null): { readonly folder: string; drop(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-documents-'))
  setStore({ storage: openStorage({ folder }), scanner })
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) }
}
