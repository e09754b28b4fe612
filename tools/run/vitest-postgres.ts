import { openTestCluster } from './test-cluster.ts'

/** Vitest's global setup: a PostgreSQL for the tests, unless `npm test` or the caller already names one. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MIZAN_TEST_DATABASE_URL !== undefined) return undefined
  const cluster = await openTestCluster((line) => process.stderr.write(`${line}\n`))
  process.env.MIZAN_TEST_DATABASE_URL = cluster.superuserUrl
  return () => cluster.stop()
}
