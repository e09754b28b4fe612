/** Without letters and digits that are taken for each other when read aloud or from a slip: 31 signs, so eight of them are 39 bits. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A passphrase nobody guesses, in two groups of four: `kq7m-w2hd`. */
export function proposedPassphrase(): string {
  const chosen: string[] = []
  while (chosen.length < 8) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    // A remainder alone would favour the first signs of the row.
    const sign = byte < 248 ? signs[byte % signs.length] : undefined
    if (sign !== undefined) chosen.push(sign)
  }
  return `${chosen.slice(0, 4).join('')}-${chosen.slice(4).join('')}`
}

/** Short, one sign over and over, or a few digits: found in minutes by whoever copies the device. */
export function isWeak(passphrase: string): boolean {
  const letters = [...passphrase.trim()]
  return (
    letters.length < 8 || new Set(letters).size < 5 || (/^[\d\s-]*$/.test(passphrase) && letters.length < 14)
  )
}
