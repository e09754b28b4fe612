import type { TreeUnit } from '../contract.ts'

export interface Branch {
  readonly unit: TreeUnit
  readonly children: readonly Branch[]
  /** Every unit below, at any depth. */
  readonly below: number
}

/** The trees that units with their parents make up; roots are those whose parent is not among them. */
export function forestOf(units: readonly TreeUnit[]): Branch[] {
  const known = new Set(units.map(({ id }) => id))
  const childrenOf = new Map<number, TreeUnit[]>()
  const roots: TreeUnit[] = []
  for (const unit of units) {
    if (unit.parentId === null || !known.has(unit.parentId)) roots.push(unit)
    else childrenOf.set(unit.parentId, [...(childrenOf.get(unit.parentId) ?? []), unit])
  }
  const grow = (unit: TreeUnit): Branch => {
    const children = (childrenOf.get(unit.id) ?? []).map(grow)
    return { unit, children, below: children.reduce((sum, child) => sum + 1 + child.below, 0) }
  }
  return roots.map(grow)
}

/** The units whose name or code has `text` in it. */
export function matching(units: readonly TreeUnit[], text: string): TreeUnit[] {
  const wanted = text.trim().toLowerCase()
  return units.filter(
    ({ nameEn, nameUr, code }) =>
      nameEn.toLowerCase().includes(wanted) || nameUr.includes(wanted) || code.toLowerCase().includes(wanted),
  )
}

/** What was found, and all it stands under, so that its place in the tree shows. */
export function withAncestors(units: readonly TreeUnit[], found: readonly TreeUnit[]): TreeUnit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const kept = new Set<number>()
  for (const unit of found) {
    for (let at: TreeUnit | undefined = unit; at !== undefined && !kept.has(at.id); ) {
      kept.add(at.id)
      at = at.parentId === null ? undefined : byId.get(at.parentId)
    }
  }
  return units.filter(({ id }) => kept.has(id))
}
