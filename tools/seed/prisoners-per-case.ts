/** The stories leave about this many in prison for each case told. */
export const prisonersPerCase = 0.435
