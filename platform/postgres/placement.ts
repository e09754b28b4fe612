import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { messageOf, StartRefused } from './refusal.ts'
import { canEnter, isRoot, postgresUser, type SystemUser } from './system-user.ts'

/** Where one embedded PostgreSQL lives. */
export type Placement = {
  /** `<home>/postgres`: password, port, locks and log */
  folder: string
  /** where data and, when they had to be copied, programs are; differs from `folder` only for root, see below */
  place: string
  dataFolder: string
  user: SystemUser | undefined
}

/**
 * Decides where the data goes. It is `<home>/postgres/data`, except when root keeps the project where no other user
 * may enter (under /root, say): PostgreSQL cannot run there, so its data goes to `/var/lib/mizan-<hash of home>` and
 * `<home>/postgres/data-elsewhere` says so.
 */
export function placePostgres(home: string, log: (line: string) => void): Placement {
  const folder = path.join(home, 'postgres')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw new StartRefused(
      `The data folder ${home} cannot be written by this user (${messageOf(error)}); set MIZAN_HOME to a folder of your own.`,
    )
  }
  const here = path.join(folder, 'data')
  if (!isRoot()) {
    refuseForeignOwner(here)
    return { folder, place: folder, dataFolder: here, user: undefined }
  }

  const note = noteIn(home)
  if (existsSync(note)) {
    const place = readFileSync(note, 'utf8').trim()
    // The port is written once the server has run. A home brought back without its data would begin anew, empty, without a word.
    if (!existsSync(path.join(place, 'data')) && existsSync(path.join(folder, 'port'))) {
      throw new StartRefused(
        `The database of ${home} was kept in ${place}, which is not there; put that folder back from your backup.`,
      )
    }
    claim(place, home)
    return elsewhere(folder, place)
  }

  const user = postgresUser(here)
  for (const own of [home, folder]) letThrough(own)
  if (user === undefined || existsSync(here) || canEnter(folder, user)) {
    return { folder, place: folder, dataFolder: here, user }
  }

  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 12)
  const place = `/var/lib/mizan-${name}`
  if (existsSync(path.join(place, 'data'))) {
    // Left by a home that was deleted since, with its password: it cannot be opened again, and is not ours to destroy.
    const aside = `${place}.left-${statSync(place).mtime.toISOString().slice(0, 19).replaceAll(':', '')}`
    renameSync(place, aside)
    log(`An older database was moved aside to ${aside}.`)
  }
  log(`PostgreSQL's user may not enter ${home}, so the database is kept in ${place}.`)
  mkdirSync(place, { recursive: true, mode: 0o711 })
  claim(place, home)
  writeFileSync(note, `${place}\n`)
  return elsewhere(folder, place)
}

const noteIn = (home: string): string => path.join(home, 'postgres', 'data-elsewhere')

/**
 * A copy of a home says where the data of the original is. Started, it would write into that, and stop it under the original; and whoever
 * copied the home to keep it has no data. A home that was moved keeps its data: nobody else names it.
 *
 * @throws StartRefused when another home has its data there
 */
function claim(place: string, home: string): void {
  const file = path.join(place, 'home')
  const own = realpathSync(home)
  const other = existsSync(file) ? readFileSync(file, 'utf8').trim() : own
  const note = noteIn(other)
  if (other !== own && existsSync(note) && readFileSync(note, 'utf8').trim() === place) {
    throw new StartRefused(
      `The data folder ${home} is a copy of ${other}, whose database is kept in ${place} and was not copied; copy that folder too, and write where the copy is into ${noteIn(home)}.`,
    )
  }
  if (existsSync(place)) writeFileSync(file, `${own}\n`)
}

function elsewhere(folder: string, place: string): Placement {
  mkdirSync(place, { recursive: true, mode: 0o711 })
  const dataFolder = path.join(place, 'data')
  return { folder, place, dataFolder, user: postgresUser(dataFolder) }
}

function letThrough(folder: string): void {
  const { mode } = statSync(folder)
  if ((mode & 0o011) !== 0o011) chmodSync(folder, (mode & 0o7777) | 0o011)
}

function refuseForeignOwner(dataFolder: string): void {
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner === undefined || process.getuid === undefined || owner.uid === process.getuid()) return
  throw new StartRefused(
    `The database in ${dataFolder} belongs to another user of this machine (number ${owner.uid}); start Mizan as root or as that user, or set MIZAN_HOME to a folder of your own.`,
  )
}
