/**
 * Every colour of the product, in both themes. Four meanings never vary: grey neutral, blue information, amber coming due,
 * red a right or duty breached. `tokens.test.ts` holds each pair of ink and ground to WCAG AA.
 */

export type Meaning = 'grey' | 'blue' | 'amber' | 'red'

export interface Tokens {
  ground: string
  surface: string
  sunken: string
  ink: string
  inkSoft: string
  line: string
  lineStrong: string
  accent: string
  accentInk: string
  accentSoft: string
  accentHover: string
  grey: string
  greyGround: string
  blue: string
  blueGround: string
  amber: string
  amberGround: string
  red: string
  redGround: string
}

export const light: Tokens = {
  ground: '#f7f8f7',
  surface: '#ffffff',
  sunken: '#eff2f0',
  ink: '#17211c',
  inkSoft: '#4b5851',
  line: '#dbe1dd',
  lineStrong: '#7d8a83',
  accent: '#0f5b3e',
  accentInk: '#ffffff',
  accentSoft: '#e1efe7',
  accentHover: '#0b4831',
  grey: '#46514b',
  greyGround: '#e9edeb',
  blue: '#1b4d8c',
  blueGround: '#e3edf9',
  amber: '#744600',
  amberGround: '#fcedcd',
  red: '#a0161c',
  redGround: '#fbe4e3',
}

export const dark: Tokens = {
  ground: '#0f1412',
  surface: '#161c19',
  sunken: '#1d2521',
  ink: '#e6ece8',
  inkSoft: '#a8b5ae',
  line: '#2b3530',
  lineStrong: '#71807a',
  accent: '#62c39b',
  accentInk: '#06140d',
  accentSoft: '#17332a',
  accentHover: '#7fd3b0',
  grey: '#c3cdc8',
  greyGround: '#29322d',
  blue: '#a3c8fb',
  blueGround: '#16304f',
  amber: '#f0c06a',
  amberGround: '#382a0b',
  red: '#ffa39d',
  redGround: '#421a1c',
}

/** `inkSoft` → `--ink-soft`. */
export function cssNameOf(token: string): string {
  return `--${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

export function cssVariables(tokens: Tokens): Record<string, string> {
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [cssNameOf(name), value as string]))
}
