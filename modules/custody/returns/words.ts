/** How a line of a sheet is called: the key of its text and what stands in it. Browser-safe; screens, files and paper say the same. */
export function wordOf(
  line: string,
  part: string | null,
  bands: readonly number[],
): { readonly key: string; readonly params: Readonly<Record<string, number>> } {
  if (line === 'length' && part !== null) {
    const band = Number(part)
    if (band === 0) return { key: 'band.under', params: { to: bands[0] ?? 0 } }
    if (band >= bands.length) return { key: 'band.over', params: { from: bands.at(-1) ?? 0 } }
    return { key: 'band.between', params: { from: bands[band - 1]!, to: bands[band]! } }
  }
  return { key: part === null ? `line.${line}` : `part.${line}.${part}`, params: {} }
}
