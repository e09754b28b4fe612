import { accessSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf, messageOf, StartRefused } from './refusal.ts'

const project = resolve(import.meta.dirname, '../..')

/** The data folder: MIZAN_HOME, or `.mizan` in the project. A relative one is taken from the project. */
export function homeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(project, environment.MIZAN_HOME || '.mizan')
}

/**
 * Makes the data folder when it is missing, and answers its one true path.
 *
 * @throws StartRefused when it cannot be made or written
 */
export function openHome(home: string): string {
  try {
    makeFolder(resolve(home))
    accessSync(home, constants.W_OK | constants.X_OK)
    return realpathSync(home)
  } catch (error) {
    throw new StartRefused(
      `The data folder ${home} cannot be used (${messageOf(error)}); set MIZAN_HOME to a folder you may write.`,
    )
  }
}

/** Not `recursive: true`: where a folder exists but takes no children (/proc), Node tries that for ever. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  try {
    mkdirSync(folder, { mode: 0o711 })
  } catch (error) {
    // Two processes that start together both make it.
    if (codeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error
  }
}
