import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** The rules of WCAG that every screen is held to. */
export const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds on the page, as `rule: element`. Its text is put into a page once, not for each look: half of a look was that. Where
 * a journey only passes through, the first fifteen rows of a table are judged: fifty of them take as long as the rest of the page
 * thrice over, and each screen is judged whole by itself, in English. No screen has frames.
 */
export async function axeFindings(
  page: Page,
  tags: readonly string[],
  contrast: boolean,
  rows: 'all' | 'first-fifteen',
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(
    async ({ values, judged, left }) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
        { include: [['html']], exclude: left },
        {
          resultTypes: ['violations'],
          runOnly: { type: 'tag', values },
          rules: { 'color-contrast': { enabled: judged } },
        },
      )
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    },
    {
      values: [...tags],
      judged: contrast,
      left: rows === 'all' ? [] : [['tbody tr:nth-child(n+16)']],
    },
  )
}
