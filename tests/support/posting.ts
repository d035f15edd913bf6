import { Agent, request } from 'node:http'
import { submissionBody } from './submissions.ts'

/** Posts one body over a connection of `agent`. @returns the status; rejects when the connection breaks. */
export function postBody(url: string, body: object, agent?: Agent): Promise<number> {
  const json = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const sending = request(
      `${url}/responses`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) },
        ...(agent ? { agent } : {}),
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
        answer.once('error', reject)
      },
    )
    sending.once('error', reject)
    sending.end(json)
  })
}

/** Several senders post one rating after the other, until the server is gone for each of them. */
export async function postUntilItEnds(
  url: string,
  senders: number,
  { onSend, onAcknowledge }: { onSend(key: string): void; onAcknowledge(key: string): void },
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders })
  await Promise.all(
    Array.from({ length: senders }, async (_, sender) => {
      for (let count = 0; ; count++) {
        const body = submissionBody({ answers: { overall: 1 + ((sender + count) % 5), staff: 4 } })
        onSend(body.submissionKey)
        try {
          if ((await postBody(url, body, agent)) === 201) onAcknowledge(body.submissionKey)
        } catch {
          return
        }
      }
    }),
  )
  agent.destroy()
}
