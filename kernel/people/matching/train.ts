/**
 * node kernel/people/matching/train.ts FILE.csv --version V --trained-on TEXT [--format person|febrl|historical] [--folds N]
 *
 * Learns a parameter file from records with a truth column and writes it to parameters/FORMAT.json. With --folds it also
 * prints cross-validated figures (clusters are never split between learning and measuring).
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BadInput, readRows } from './csv.ts'
import { linkFormats, parametersPath } from './formats.ts'

function round(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'person' },
      version: { type: 'string' },
      'trained-on': { type: 'string' },
      folds: { type: 'string' },
    },
  })
  const format = linkFormats[values.format]
  const file = positionals[0]
  if (!format) throw new BadInput(`There is no format "${values.format}".`)
  if (!file || !values.version || !values['trained-on'])
    throw new BadInput('Usage: train.ts FILE.csv --version V --trained-on TEXT [--format F] [--folds N]')
  const rows = readRows(file, format)
  if (values.folds) {
    const figures = format.crossValidate(rows, Number(values.folds))
    console.log(JSON.stringify({ crossValidation: figures }, round, 2))
  }
  const parameters = format.train(rows, values.version, values['trained-on'])
  writeFileSync(parametersPath(format.name), `${JSON.stringify(parameters, round, 2)}\n`)
  console.error(
    `Wrote parameters ${parameters.version} for ${format.name}, learnt from ${rows.length} records.`,
  )
}

try {
  main()
} catch (error) {
  if (!(error instanceof BadInput)) throw error
  console.error(error.message)
  process.exitCode = 1
}
