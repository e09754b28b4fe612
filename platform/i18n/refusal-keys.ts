/** Where the text of a refusal may stand, best first. The browser looks in the same places. */
export function refusalKeys(code: string): string[] {
  const dot = code.indexOf('.')
  if (dot < 0) return [`common:refusal.${code}`]
  const [namespace, rest] = [code.slice(0, dot), code.slice(dot + 1)]
  return [`${namespace}:refusal.${rest}`, `${namespace}:refusal.${code}`, `common:refusal.${code}`]
}
