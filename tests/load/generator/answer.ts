/** An answer as it came over the wire. */
export interface Answer {
  status: number
  head: string
  body: Buffer
  /** Head and body, as received. */
  bytes: number
}

const HEAD_END = '\r\n\r\n'
const STATUS_AT = 'HTTP/1.1 '.length

/** The answer at the start of what was received, once it is whole. Just what the measured servers send, no more. */
export function wholeAnswer(received: Buffer): Answer | undefined {
  const headEnd = received.indexOf(HEAD_END)
  if (headEnd < 0) return undefined
  const head = received.toString('latin1', 0, headEnd)
  const status = Number(head.slice(STATUS_AT, STATUS_AT + 3))
  const bodyStart = headEnd + HEAD_END.length
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (length === undefined) return chunkedAnswer(received, { head, status, bodyStart })
  const end = bodyStart + Number(length)
  if (received.length < end) return undefined
  return { status, head, body: received.subarray(bodyStart, end), bytes: end }
}

function chunkedAnswer(
  received: Buffer,
  { head, status, bodyStart }: { head: string; status: number; bodyStart: number },
): Answer | undefined {
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) throw new Error(`an answer without a length:\n${head}`)
  const parts: Buffer[] = []
  for (let at = bodyStart; ; ) {
    const lineEnd = received.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(received.toString('latin1', at, lineEnd), 16)
    const end = lineEnd + 2 + size
    if (received.length < end + 2) return undefined
    if (size === 0) return { status, head, body: Buffer.concat(parts), bytes: end + 2 }
    parts.push(received.subarray(lineEnd + 2, end))
    at = end + 2
  }
}
