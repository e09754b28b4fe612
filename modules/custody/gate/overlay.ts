import type { OutputOf } from '#platform/http/contract'
import type { GateAct, getGateDesk, Outside, ToCourt } from './contract.ts'

type Desk = OutputOf<typeof getGateDesk>

/** Somebody outside as the gate knows it: by the record's movement, or by an act of this device that the record does not show yet. */
export type OutsideHere = Omit<Outside, 'movementId'> & {
  readonly movementId: string | null
  readonly outAct: string | null
}

/**
 * The gate as it is: what the server last said, and on top what was done here and the server does not show yet. What it shows already
 * changes nothing, so an act may stand in both. `contradicted` are acts that the server kept as contradictions.
 */
export function gateWith(
  desk: Pick<Desk, 'toCourt' | 'outside'>,
  acts: readonly GateAct[],
  contradicted: ReadonlySet<string> = new Set(),
): { readonly toCourt: readonly ToCourt[]; readonly outside: readonly OutsideHere[] } {
  let toCourt: readonly ToCourt[] = desk.toCourt
  let outside: readonly OutsideHere[] = desk.outside.map((one) => ({ ...one, outAct: null }))
  const inOrder = acts
    .filter((act) => !contradicted.has(act.id))
    .toSorted((a, b) => (a.doneAt < b.doneAt ? -1 : 1))
  for (const act of inOrder) {
    if (act.kind === 'back') {
      // The same person gone out again since is another way.
      outside = outside.filter(
        (one) => one.imprisonmentId !== act.imprisonmentId || Date.parse(one.outAt) > Date.parse(act.doneAt),
      )
      continue
    }
    const listed = toCourt.find((one) => one.warrantId === act.warrantId)
    if (listed === undefined) continue
    toCourt = toCourt.filter((one) => one !== listed)
    if (outside.some((one) => one.imprisonmentId === act.imprisonmentId)) continue
    const { imprisonmentId, number, name, father, photo, court } = listed
    outside = [
      ...outside,
      {
        imprisonmentId,
        number,
        name,
        father,
        photo,
        kind: 'CRT',
        destination: court,
        escort: null,
        outAt: act.doneAt,
        dueBack: null,
        movementId: null,
        outAct: act.id,
      },
    ]
  }
  return { toCourt, outside }
}
