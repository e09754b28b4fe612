import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Answer } from './pack.ts'

/**
 * Puts the answers of a pack where every page looks for the server's: it opens with them and, as soon as there is a server again, asks
 * for newer ones. No page needs to know where its answers came from.
 */
export function holdAnswers(queries: QueryClient, answers: readonly Answer[], takenAt: number): void {
  for (const { name, input, data } of answers) {
    const queryKey = [name, input]
    // Otherwise what no page shows at the moment would be forgotten after five minutes.
    queries.setQueryDefaults(queryKey, { gcTime: Number.POSITIVE_INFINITY })
    queries.setQueryData(queryKey, data, { updatedAt: takenAt })
  }
}

/** What a pack holds under a name that no endpoint has: a photograph made small, a list to choose from. Undefined without one. */
export function useHeldAnswer<T>(name: string, input: unknown): T | undefined {
  return useQueryClient().getQueryData<T>([name, input])
}
