import { randomUUID } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Answer } from './answer.ts'
import type { Connection } from './connection.ts'
import { getRequest, postRequest } from './http-request.ts'
import type { Rating } from './varied-rating.ts'

/** `rating`: the JSON alone. `flow`: what a visitor without script does: get the form, post it. */
export type WayToRate = 'rating' | 'flow'

export interface Given {
  submissionKey: string
  /** Whether the server said that it is stored. */
  acknowledged: boolean
}

export const waysToRate: Record<WayToRate, (connection: Connection, rating: Rating) => Promise<Given>> = {
  async rating(connection, rating) {
    const submissionKey = randomUUID()
    const body = JSON.stringify({ submissionKey, ...rating })
    const { status } = await connection.send(postRequest('/responses', body, 'application/json'))
    return { submissionKey, acknowledged: status === 201 }
  },

  async flow(connection, rating) {
    const form = await connection.send(getRequest(`/r/${rating.touchpoint}`))
    const submissionKey = /name="submissionKey" value="([^"]+)"/.exec(bodyText(form))?.[1]
    if (form.status !== 200 || submissionKey === undefined) return { submissionKey: '', acknowledged: false }
    const body = formBody(submissionKey, rating)
    const { status } = await connection.send(
      postRequest('/responses', body, 'application/x-www-form-urlencoded'),
    )
    return { submissionKey, acknowledged: status === 303 }
  },
}

/** As a browser sends the form: every input that has a value, «no opinion» as its own. */
function formBody(submissionKey: string, { answers, ...rating }: Rating): string {
  const chosen = Object.entries(answers).map(([item, code]) => [item, code === null ? 'none' : String(code)])
  return new URLSearchParams({ submissionKey, ...rating, ...Object.fromEntries(chosen) }).toString()
}

export function bodyText({ head, body }: Answer): string {
  const encoding = /\r\ncontent-encoding: (\w+)/i.exec(head)?.[1]
  if (encoding === 'br') return brotliDecompressSync(body).toString()
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString()
}
