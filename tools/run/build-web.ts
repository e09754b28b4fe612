import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, transformWithOxc } from 'vite'

/**
 * Builds the browser's part into `dist/web`, unless it was built from the same sources before, and holds it to its size: a clerk on
 * a district's telephone line waits for every kilobyte (UX-1).
 */

const root = join(import.meta.dirname, '..', '..')
const out = join(root, 'dist', 'web')
const hashFile = join(out, '.hash')

const KB = 1024
/** Compressed bytes. */
const limits = { initial: 180 * KB, chunk: 60 * KB, css: 30 * KB } as const

/** The drawing library is fetched only by pages with charts, after their words and tables, and cannot be divided. */
const exempt = /ChartDrawing/

export interface Weights {
  readonly initial: number
  readonly css: number
  /** Lazy chunks, heaviest first. */
  readonly chunks: readonly { readonly file: string; readonly bytes: number }[]
  readonly tooHeavy: readonly string[]
}

interface ManifestEntry {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
}

type Manifest = Record<string, ManifestEntry>

/** What changes the build: sources, texts, styles, settings and the locked versions of what they use. */
function sourceHash(): string {
  const files = globSync(
    [
      'app/web/**/*',
      '{platform,kernel,modules}/**/*.{ts,tsx,css,svg,json}',
      'vite.config.ts',
      'tools/run/build-web.ts',
      'tsconfig.json',
      'package-lock.json',
    ],
    { cwd: root, withFileTypes: true, exclude: (entry) => entry.name === 'node_modules' },
  )
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  if (files.length < 20) throw new Error(`Only ${files.length} source files were found below ${root}`)
  const hash = createHash('sha256')
  for (const file of files)
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const compressed = (file: string) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length

/** Everything a chunk pulls in before it can run. */
function staticImports(manifest: Manifest, from: readonly string[]): Set<string> {
  const reached = new Set<string>()
  const open = [...from]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (reached.has(key)) continue
    reached.add(key)
    open.push(...(manifest[key]?.imports ?? []))
  }
  return reached
}

/**
 * Weighs what was built. The initial route is the entry, the home page and English texts with all that they import, since
 * nothing less shows a person their work.
 */
export function weigh(manifest: Manifest, size: (file: string) => number): Weights {
  const entries = Object.keys(manifest).filter((key) => manifest[key]!.isEntry === true)
  const home = Object.keys(manifest).filter(
    (key) => key.endsWith('HomePage.tsx') || key.endsWith('platform/i18n/en.json'),
  )
  if (entries.length !== 1 || home.length !== 2)
    throw new Error('The entry, the home page or its texts were not found in the build')
  const initial = staticImports(manifest, [...entries, ...home])
  const isScript = (key: string) => manifest[key]!.file.endsWith('.js')
  const initialBytes = [...initial].filter(isScript).reduce((sum, key) => sum + size(manifest[key]!.file), 0)
  const styles = new Set([...initial].flatMap((key) => manifest[key]!.css ?? []))
  const css = [...styles].reduce((sum, file) => sum + size(file), 0)
  const chunks = Object.keys(manifest)
    .filter((key) => !initial.has(key) && isScript(key))
    .map((key) => ({ file: manifest[key]!.file, bytes: size(manifest[key]!.file) }))
    .toSorted((a, b) => b.bytes - a.bytes)
  return {
    initial: initialBytes,
    css,
    chunks,
    tooHeavy: [
      ...(initialBytes > limits.initial ? [over('The first page', initialBytes, limits.initial)] : []),
      ...(css > limits.css ? [over('Its styles', css, limits.css)] : []),
      ...chunks
        .filter(({ file, bytes }) => bytes > limits.chunk && !exempt.test(file))
        .map(({ file, bytes }) => over(file, bytes, limits.chunk)),
    ],
  }
}

const inKB = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`
const over = (what: string, bytes: number, limit: number) => `${what}: ${inKB(bytes)} is above ${inKB(limit)}`

/** Fetched with charts and maps, or by who prefers this script: nothing a desk without a connection stands or falls by. */
const notKept = /ChartDrawing|GalleryPage|nastaliq|pakistan-adm/

/**
 * Names the build after its files and writes the name into the page, and `worker.js` beside it with the list of what a device keeps.
 */
async function nameBuild(): Promise<void> {
  const files = readdirSync(join(out, 'assets')).toSorted()
  const page = join(out, 'index.html')
  const written = readFileSync(page, 'utf8')
  const name = createHash('sha256').update(files.join('\n')).update(written).digest('hex').slice(0, 16)
  writeFileSync(page, written.replace('__BUILD__', name))
  const source = join(root, 'app/web/offline/worker.ts')
  const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source)
  const kept = files.filter((file) => !notKept.test(file)).map((file) => `/assets/${file}`)
  writeFileSync(
    join(out, 'worker.js'),
    `const __BUILD__ = ${JSON.stringify(name)}\nconst __FILES__ = ${JSON.stringify(kept)}\n${code.replace(/^export\s*\{\s*\};?\s*$/m, '')}`,
  )
}

/** Builds when needed; true when it was. Throws when what was built is too heavy. */
export async function buildWeb(say: (line: string) => void): Promise<boolean> {
  // Whoever starts this from a test would otherwise get React's development build, half as heavy again.
  process.env.NODE_ENV = 'production'
  const hash = sourceHash()
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return false
  const began = performance.now()
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest
  const weights = weigh(manifest, compressed)
  await nameBuild()
  say(`Browser part built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  say(`  first page ${inKB(weights.initial)} of scripts, ${inKB(weights.css)} of styles, compressed`)
  for (const { file, bytes } of weights.chunks.slice(0, 5)) say(`  ${file} ${inKB(bytes)}`)
  if (weights.tooHeavy.length > 0) throw new Error(weights.tooHeavy.join('\n'))
  writeFileSync(hashFile, hash)
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (!(await buildWeb((line) => process.stderr.write(`${line}\n`))))
      process.stderr.write('Browser part unchanged\n')
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
