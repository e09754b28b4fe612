import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { homeFolder, StartRefused } from '../../platform/postgres/index.ts'

/** What `chromium.launch` of playwright-core needs: `launch(await chromium())`. */
export type ChromiumLaunch = { executablePath: string; args: string[]; env: Record<string, string> }

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The browser of the journeys: the Chromium that @sparticuz/chromium brings through npm for Linux on x64, unpacked once
 * into `<home>/chromium`. MIZAN_CHROMIUM names another; elsewhere an installed Chrome or Chromium is used.
 *
 * @throws StartRefused when there is none
 */
export async function chromium(home: string = homeFolder()): Promise<ChromiumLaunch> {
  const given = process.env.MIZAN_CHROMIUM
  if (given !== undefined && given !== '')
    return { executablePath: given, args: quiet, env: plainEnvironment() }
  if (process.platform === 'linux' && process.arch === 'x64') return shipped(home)
  const installed = usualPlaces[process.platform]?.find((place) => existsSync(place))
  if (installed === undefined) {
    throw new StartRefused(
      `npm brings a browser for Linux on x64 only; install Chrome or Chromium and name its program in MIZAN_CHROMIUM.`,
    )
  }
  return { executablePath: installed, args: quiet, env: plainEnvironment() }
}

const usualPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

async function shipped(home: string): Promise<ChromiumLaunch> {
  const folder = await unpack(home)
  const executablePath = join(folder, 'chromium')
  const env = { ...plainEnvironment(), FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  if (answers(executablePath, env)) return { executablePath, args: quiet, env }
  // The package also carries the system libraries (NSS, expat) that a bare machine lacks.
  const complete = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  if (answers(executablePath, complete)) return { executablePath, args: quiet, env: complete }
  throw new StartRefused(
    `The Chromium from npm does not run on this machine; install Chromium and name its program in MIZAN_CHROMIUM.`,
  )
}

function answers(program: string, env: Record<string, string>): boolean {
  return spawnSync(program, ['--version', '--no-sandbox'], { env, stdio: 'ignore' }).status === 0
}

async function unpack(home: string): Promise<string> {
  const entry = import.meta.resolve('@sparticuz/chromium')
  const manifest: unknown = JSON.parse(
    readFileSync(join(dirname(fileURLToPath(entry)), '../../package.json'), 'utf8'),
  )
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : 0
  const parent = join(home, 'chromium')
  const folder = join(parent, String(version))
  if (existsSync(folder)) return folder
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  const unfinished = mkdtempSync(join(parent, 'unfinished-'))
  await inflateInto(unfinished, entry)
  makeReadable(unfinished)
  writeFileSync(
    join(unfinished, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
  )
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    // Another process was quicker; its copy is the same.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** The package unpacks into the folder for temporary files, and adds the libraries where it believes to be in Lambda. */
async function inflateInto(folder: string, entry: string): Promise<void> {
  const program = `const { default: chromium } = await import(${JSON.stringify(entry)}); await chromium.executablePath()`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0 || !existsSync(join(folder, 'chromium'))) {
    rmSync(folder, { recursive: true, force: true })
    throw new StartRefused(`The Chromium from npm could not be unpacked into ${dirname(folder)}.`)
  }
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
}

/** Chromium writes settings and caches under HOME, which may not be there or not be ours. */
function plainEnvironment(): Record<string, string> {
  const scratch = join(tmpdir(), `mizan-browser-${process.getuid?.() ?? 'user'}`)
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  const kept = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && !pair[0].startsWith('MIZAN_'),
  )
  return {
    ...Object.fromEntries(kept),
    HOME: scratch,
    XDG_CACHE_HOME: join(scratch, 'cache'),
    XDG_CONFIG_HOME: join(scratch, 'config'),
  }
}
