import { resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')

/** The data folder: MIZAN_HOME, or `.mizan` in the project. A relative one is taken from the project. */
export function homeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(project, environment.MIZAN_HOME || '.mizan')
}
