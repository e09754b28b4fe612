import { type Handler, handle } from '#kernel/gate'
import { allocate, placesFor } from './allocate.ts'
import * as contract from './contract.ts'
import * as edit from './edit.ts'
import { barracksOf, locationPage, occupancyOf } from './occupancy.ts'
import { endApart, keepApart, listApart, placeOf, reviewApart } from './place-of.ts'

export const accommodationHandlers: readonly Handler[] = [
  handle(
    contract.getOccupancy,
    (tx, { prisonId }) => occupancyOf(tx, prisonId),
    (output) => [...output.withoutPlace, ...output.toMove].map((one) => one.imprisonmentId),
  ),
  handle(contract.listBarracks, (tx, { prisonId }) => barracksOf(tx, prisonId)),
  handle(
    contract.getLocation,
    (tx, { id }) => locationPage(tx, id),
    (output) => output.people.map((one) => one.imprisonmentId),
  ),
  handle(contract.addLocation, edit.add),
  handle(contract.addBeds, edit.putFurtherBeds),
  handle(contract.setCapacity, edit.changeCapacity),
  handle(contract.setUse, edit.changeUse),
  handle(contract.closeLocation, edit.close),
  handle(contract.reopenLocation, edit.reopen),
  handle(contract.listPlaces, (tx, { id }) => placesFor(tx, id)),
  handle(contract.allocatePlace, allocate),
  handle(contract.getPlaceOf, (tx, { id }) => placeOf(tx, id)),
  handle(contract.recordNonAssociation, keepApart),
  handle(contract.endNonAssociation, endApart),
  handle(contract.listNonAssociations, listApart, (output) => output.rows.map((row) => row.id)),
  handle(contract.reviewNonAssociation, reviewApart),
]
