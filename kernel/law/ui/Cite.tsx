/** A citation in Latin letters: read from left to right, and broken over lines where a table is narrow. */
export function Cite({ children }: { children: string }) {
  return <bdi dir="ltr">{children}</bdi>
}
