import { Load, useCall } from '#platform/ui'
import { listMattersOfPrisoner } from '../contract.ts'
import { AidOfPlace } from './AidOfPlace.tsx'

/** On the prisoner's page and the page of the bail: in each case where legal aid stands, and the question whether it is wanted. */
export default function PrisonerPanel({ id }: { id: string }) {
  return (
    <Load call={useCall(listMattersOfPrisoner, { imprisonmentId: id })} lines={2}>
      {(data) => <AidOfPlace data={data} given={{ imprisonmentId: id }} />}
    </Load>
  )
}
