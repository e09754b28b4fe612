export interface Pick {
  readonly value: string
  readonly label: string
  /** Further words by which it is found, such as its name in the other language. */
  readonly words?: string | undefined
}

// Letters that Arabic keyboards type otherwise than Urdu ones, and signs that are rarely typed at all.
const folded: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ه: 'ہ',
  ة: 'ہ',
  أ: 'ا',
  آ: 'ا',
  إ: 'ا',
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replaceAll(/[\u064B-\u0652\u0670\u2066-\u2069]/g, '')
    .replaceAll(/[يىكهةأآإ]/g, (letter) => folded[letter] ?? letter)
}

/** What holds every word that was typed, in the order of the list; those whose label begins with it stand first. */
export function matching<Option extends Pick>(options: readonly Option[], typed: string): Option[] {
  const words = fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return [...options]
  const found = options.filter((option) => {
    const text = fold(`${option.label} ${option.words ?? ''} ${option.value}`)
    return words.every((word) => text.includes(word))
  })
  const first = (option: Option): boolean => fold(option.label).startsWith(words[0]!)
  return [...found.filter(first), ...found.filter((option) => !first(option))]
}
