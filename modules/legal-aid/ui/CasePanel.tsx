import { Load, useCall } from '#platform/ui'
import { listMattersOfCase } from '../contract.ts'
import { AidOfPlace } from './AidOfPlace.tsx'

/** On a case, for police station and court: of each accused where legal aid stands, and the question whether it is wanted. */
export default function CasePanel({ id }: { id: string }) {
  return (
    <Load call={useCall(listMattersOfCase, { caseId: id })} lines={2}>
      {(data) => <AidOfPlace data={data} given={{}} />}
    </Load>
  )
}
