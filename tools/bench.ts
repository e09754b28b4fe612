import { parseArgs } from 'node:util'
import { StartRefused } from '#platform/postgres'
import { benches } from './bench/benches.ts'
import { runCommand } from './run/command.ts'

/** `npm run --silent bench -- NAME`: one benchmark's figures as JSON on standard output, its progress on standard error. */
await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string' }, seconds: { type: 'string' }, data: { type: 'string' } },
  })
  const name = positionals[0]
  const bench = name === undefined ? undefined : benches[name]
  if (bench === undefined) throw new StartRefused(`Name one of: ${Object.keys(benches).join(', ')}.`)
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const figures = await bench({
    rounds: number(values.rounds),
    seconds: number(values.seconds),
    data: values.data,
    say,
  })
  process.stdout.write(
    `${JSON.stringify({ name, node: process.version, ...(figures as object) }, null, 2)}\n`,
  )
})

function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new StartRefused(`"${text}" is not a whole number.`)
  return Number(text)
}
