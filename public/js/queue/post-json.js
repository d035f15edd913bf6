// One request, and what its answer is worth.

/** @import { Verdict } from './sender.js' */

const TIMEOUT_MS = 30_000

/**
 * An answer. `json` is null where it is not JSON: a hotel's or a proxy's page answers 200 too.
 * @typedef {{ status: number, json: any, retryAfterMs: number | null }} Answer
 */

/** @typedef {(url: string, options: RequestInit) => Promise<Response>} Fetch */

/**
 * @param {Fetch} fetch
 * @param {string} url
 * @param {unknown} body
 * @returns {Promise<Answer>} status 0 where nobody answered
 */
export async function postJson(fetch, url, body) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json')
    const seconds = Number(response.headers.get('Retry-After'))
    return {
      status: response.status,
      json: isJson ? await response.json() : null,
      retryAfterMs: seconds > 0 ? seconds * 1000 : null,
    }
  } catch {
    return { status: 0, json: null, retryAfterMs: null }
  }
}

/**
 * What an answer means that does not say what became of the responses: they go on waiting.
 * @param {Answer} answer
 * @returns {Extract<Verdict, { kind: 'later' }>}
 */
export function laterAfter({ status, json, retryAfterMs }) {
  const code = json?.error?.code
  const reason = status === 0 ? 'no_network' : typeof code === 'string' ? code : 'no_answer'
  return { kind: 'later', reason, retryAfterMs }
}
