import type { Endpoint, InputOf, OutputOf } from '#platform/http/contract'
import { type addLocation, allocatePlace, getPlaceOf, type NewAdmission } from './contract.ts'

/** An admission on a paper warrant, complete but for what the test says. */
export function aPaperAdmission(
  given: Omit<Partial<NewAdmission>, 'paper'> & { paper?: Partial<NonNullable<NewAdmission['paper']>> } = {},
) {
  return {
    person: {
      nameEn: 'Allah Dino',
      nameUr: 'اللہ ڈنو',
      fatherEn: 'Muhammad Siddiq',
      fatherUr: 'محمد صدیق',
      sex: 'M' as const,
    },
    category: 'under-trial' as const,
    ...given,
    paper: {
      reason: 'The court is not connected yet',
      sections: '381-A PPC',
      issuedOn: '2026-02-01',
      detainedSince: '2026-01-20',
      firNumber: 14,
      firYear: 2026,
      ...given.paper,
    },
  }
}

/** A barrack for men under trial, but for what the test says. */
export function aBarrack(given: Partial<Omit<NewBarrack, 'kind'>> & { name: string }): NewBarrack {
  const { name, ...rest } = given
  return {
    kind: 'barrack',
    nameEn: name,
    nameUr: name,
    sex: 'M',
    ages: 'adult',
    holds: 'under-trial',
    ward: 'ordinary',
    authorised: 10,
    working: 10,
    maximum: 15,
    beds: 0,
    ...rest,
  }
}

type NewBarrack = Extract<InputOf<typeof addLocation>, { kind: 'barrack' }>

/** Gives a place to a prisoner as an officer does who has just looked where the prisoner is. */
export async function givePlace(
  who: Caller,
  id: string,
  locationId: string,
  bedId?: string,
): Promise<OutputOf<typeof allocatePlace>> {
  const { places } = await who.call(getPlaceOf, { id })
  return who.call(allocatePlace, {
    id,
    locationId,
    reason: 'admission',
    version: places.find((place) => place.toAt === null)?.id ?? '',
    ...(bedId === undefined ? {} : { bedId }),
  })
}

interface Caller {
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>
}
