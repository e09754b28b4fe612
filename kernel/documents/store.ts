import {
  configuredScanner,
  openStorage,
  type Scanner,
  type Storage,
  storageConfig,
} from '#platform/documents-engine'
import { homeFolder } from '#platform/postgres'

let storage: Storage | undefined
let scanner: Scanner | null | undefined

/** The document store, opened when the first document is kept or read. */
export function documentStorage(): Storage {
  storage ??= openStorage(storageConfig(homeFolder()))
  return storage
}

/** The virus scanner, or null where none is configured. */
export function virusScanner(): Scanner | null {
  if (scanner === undefined) scanner = configuredScanner()
  return scanner
}

/** Puts another store or scanner in the place of the configured ones: a folder of the test's own, a scanner that has found something. */
export function setStore(own: { storage?: Storage; scanner?: Scanner | null }): void {
  if (own.storage !== undefined) storage = own.storage
  if (own.scanner !== undefined) scanner = own.scanner
}
