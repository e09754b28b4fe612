/**
 * The least processor time of some runs, in milliseconds. Tests compare two of these in one run: what one costs alone says
 * more of the machine than of the work.
 */
export function leastCost(work: () => unknown, runs = 5): number {
  const costs = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })
  return Math.min(...costs)
}
