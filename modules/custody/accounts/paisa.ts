import { z } from 'zod'

/** People write rupees, the book keeps whole paisa: the two meet here and nowhere else. */
export function paisaOf(rupees: number): number {
  return Math.round(rupees * 100)
}

export function rupeesOf(paisa: number): number {
  return paisa / 100
}

/** A sum in rupees, to the paisa. */
export const Rupees = z.number().positive().max(100_000_000).multipleOf(0.01)
