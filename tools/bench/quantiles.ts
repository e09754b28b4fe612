/** How long requests took, in milliseconds. */
export function quantiles(timed: readonly { readonly ms: number }[]) {
  const sorted = timed.map((one) => one.ms).sort((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
  return { requests: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}
