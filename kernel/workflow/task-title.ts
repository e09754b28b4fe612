/** Puts a task's values into its title, each isolated so that an FIR number does not turn an Urdu sentence around. */
export function fillTitle(title: string, params: Readonly<Record<string, string | number>>): string {
  return title.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? `\u2068${params[name]}\u2069` : whole,
  )
}
