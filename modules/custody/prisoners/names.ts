/** A name in both scripts; where a source gave only one, it stands in both. */
export function bothOf(en: string | null, ur: string | null): { en: string; ur: string } {
  return { en: en ?? ur ?? '', ur: ur ?? en ?? '' }
}
