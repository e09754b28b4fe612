import {
  keepPreviousData,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { CallRefused, call, NetworkFailed } from '../http/client.ts'
import type { Endpoint, Schema } from '../http/contract.ts'
import { uuidv7 } from '../http/uuid.ts'

/**
 * Reads an endpoint and keeps the answer fresh. `input` undefined waits. Earlier rows stay on screen while the next page loads; `keep`
 * false shows nothing instead. `throughCommands` is for what is large, and whose changes another call tells: while it is on screen a
 * command does not make it be read again.
 */
export function useCall<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  input: I['_zod']['input'] | undefined,
  options: {
    readonly refetchEvery?: number
    readonly keep?: boolean
    readonly throughCommands?: boolean
  } = {},
): UseQueryResult<O['_zod']['output']> {
  return useQuery<O['_zod']['output']>({
    queryKey: [endpoint.name, input],
    queryFn: ({ signal }) => call(endpoint, input as I['_zod']['input'], { signal }),
    enabled: input !== undefined,
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData as never }),
    meta: { throughCommands: options.throughCommands === true },
    ...(options.refetchEvery === undefined ? {} : { refetchInterval: options.refetchEvery }),
  })
}

export interface Command<Input, Output> {
  /** Does it; the result also goes to `onDone`. Throws what the server refused. */
  readonly run: (input: Input) => Promise<Output>
  /** Does it and leaves a refusal in `error`. For buttons. */
  readonly start: (input: Input) => void
  readonly error: unknown
  readonly busy: boolean
  readonly reset: () => void
}

/**
 * A command with its idempotency key. A try that got no answer keeps its key, so trying again with the same input can never do
 * it twice; a refused or finished one, or other input, gets a new key. What is on screen is read again afterwards.
 */
export function useCommand<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  options: { readonly onDone?: (output: O['_zod']['output'], input: I['_zod']['input']) => void } = {},
): Command<I['_zod']['input'], O['_zod']['output']> {
  const queries = useQueryClient()
  const unanswered = useRef<{ key: string; input: string } | undefined>(undefined)
  const mutation = useMutation<O['_zod']['output'], unknown, I['_zod']['input']>({
    mutationFn: async (input) => {
      const written = writtenForm(input)
      const key = unanswered.current?.input === written ? unanswered.current.key : uuidv7()
      unanswered.current = undefined
      try {
        return await call(endpoint, input, { idempotencyKey: key })
      } catch (error) {
        if (mayHaveBeenDone(error)) unanswered.current = { key, input: written }
        throw error
      }
    },
    onSuccess: async (output, input) => {
      await queries.invalidateQueries({
        predicate: (query) => query.meta?.throughCommands !== true || !query.isActive(),
      })
      options.onDone?.(output, input)
    },
  })
  return {
    run: mutation.mutateAsync,
    start: mutation.mutate,
    error: mutation.error,
    busy: mutation.isPending,
    reset: mutation.reset,
  }
}

function mayHaveBeenDone(error: unknown): boolean {
  if (error instanceof NetworkFailed) return true
  return (
    error instanceof CallRefused &&
    (error.problem.status >= 502 || error.problem.code === 'idempotency.in-flight')
  )
}

function writtenForm(input: unknown): string {
  return JSON.stringify(input, (_, value: unknown) =>
    value instanceof File ? [value.name, value.size, value.lastModified] : value,
  )
}
