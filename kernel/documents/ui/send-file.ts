import type { Endpoint, OutputOf, Problem, Schema } from '#platform/http/contract'
import { CallRefused, NetworkFailed, urlOf } from '#platform/ui'

/**
 * Sends a form with a file and tells how far it is. `fetch` cannot tell the progress of what is sent, and a clerk on a slow
 * line who sees nothing move sends twice.
 * @throws CallRefused, NetworkFailed as `call` does
 */
export function sendFile<E extends Endpoint<Schema, Schema>>(
  endpoint: E,
  fields: Record<string, string | File | undefined>,
  onProgress: (part: number) => void,
): Promise<OutputOf<E>> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value)
    const request = new XMLHttpRequest()
    request.open(endpoint.method, urlOf(endpoint, fields))
    request.setRequestHeader('accept', 'application/json, application/problem+json')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onerror = () => reject(new NetworkFailed(undefined, new Error('No answer')))
    request.ontimeout = request.onerror
    request.onload = () => {
      const answer: unknown = request.response
      if (request.status >= 200 && request.status < 300) return resolve(answer as OutputOf<E>)
      reject(new CallRefused(asProblem(answer, request.status), undefined))
    }
    request.send(form)
  })
}

function asProblem(answer: unknown, status: number): Problem {
  if (typeof answer === 'object' && answer !== null && 'code' in answer) return answer as Problem
  const code = status === 413 ? 'too-large' : status >= 500 ? 'unavailable' : 'unexpected'
  return { type: 'about:blank', title: `HTTP ${status}`, titleUr: `HTTP ${status}`, status, code }
}
