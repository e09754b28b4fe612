import { StartRefused } from '../../platform/postgres/index.ts'

/**
 * Runs the whole of a program. What the person can put right is printed as its one sentence; anything else is a defect,
 * and Node prints it with its stack. Either way the exit code is not 0.
 */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
