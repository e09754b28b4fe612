/**
 * npm run --silent link -- FILE.csv --out PAIRS.csv [--evaluate] [--format person|febrl|historical]
 *
 * Finds the records of one person. Writes record_id_a,record_id_b,probability for each pair held to be one person,
 * prints a JSON summary on standard output and progress on standard error.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BadInput, readRows } from '../kernel/people/matching/csv.ts'
import { linkFormats } from '../kernel/people/matching/formats.ts'

const USAGE = 'Usage: link -- FILE.csv --out PAIRS.csv [--evaluate] [--format person|febrl|historical]'

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        evaluate: { type: 'boolean', default: false },
        format: { type: 'string', default: 'person' },
      },
    })
  } catch {
    throw new BadInput(USAGE)
  }
}

const csvCell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function main(): void {
  const started = performance.now()
  const { values, positionals } = readArguments()
  const [file] = positionals
  if (!file || positionals.length > 1 || (!values.out && !values.evaluate)) throw new BadInput(USAGE)
  const format = linkFormats[values.format]
  if (!format)
    throw new BadInput(`There is no format "${values.format}"; use ${Object.keys(linkFormats).join(', ')}.`)
  const rows = readRows(file, format)
  if (values.evaluate && rows.some((row) => !format.truthOf(row)))
    throw new BadInput(`${file} has no truth column, or empty cells in it, so it cannot be evaluated.`)
  console.error(`Read ${rows.length} records.`)

  let shown = -10
  const result = format.link(rows, {
    onProgress: (stage, done, of) => {
      const percent = of === 0 ? 0 : Math.floor((100 * done) / of)
      if (stage !== 'scoring') console.error(stage === 'blocking' ? 'Finding candidates …' : 'Grouping …')
      else if (percent >= shown + 10) {
        shown = percent
        console.error(`Comparing … ${percent} %`)
      }
    },
  })
  if (values.out) {
    const lines = result.pairs.map(({ a, b, probability }) => {
      return `${csvCell(a)},${csvCell(b)},${probability.toFixed(9)}`
    })
    try {
      writeFileSync(values.out, `${['record_id_a,record_id_b,probability', ...lines].join('\n')}\n`)
    } catch (error) {
      throw new BadInput(
        `${values.out} cannot be written: ${error instanceof Error ? error.message : error}.`,
      )
    }
  }
  const evaluation = values.evaluate ? format.evaluate(rows, result) : undefined
  const { skipped, ...blocking } = result.blocking
  console.log(
    JSON.stringify({
      records: rows.length,
      pairs: result.pairs.length,
      clusters: result.clusters.length,
      blocking: { ...blocking, skippedBlocks: skipped.length, largestSkipped: skipped.slice(0, 10) },
      ...(evaluation && { evaluation }),
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    }),
  )
}

try {
  main()
} catch (error) {
  if (!(error instanceof BadInput)) throw error
  console.error(error.message)
  process.exitCode = 1
}
