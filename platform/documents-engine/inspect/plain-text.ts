/** Whether bytes are a plain text a person wrote: UTF-8 without controls, and not a program or a page. */
export function plainTextProblem(view: Buffer): 'type' | 'active-content' | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(view)
  } catch {
    return 'type'
  }
  // Tab, line feed, form feed and carriage return are text; other controls are a program's or a printer's.
  if (/[^\P{Cc}\t\n\f\r]/u.test(text)) return 'type'
  const start = text.slice(0, 4096)
  if (/^\ufeff?\s*(<|#!|%!PS|%PDF|\{\\rtf|MZ)/.test(start)) return 'active-content'
  if (/<(script|html|svg|iframe|object|embed|\?php|\?xml)[\s>/]/i.test(text)) return 'active-content'
  return null
}
