import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Answer, wholeAnswer } from './answer.ts'

const PATIENCE_MS = 30_000

/**
 * One kept-alive HTTP connection with one request under way at a time, as a browser's would be. Plain sockets,
 * because a client library would cost more processor time than the servers that are measured.
 */
export class Connection {
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #expecting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined

  static async open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    await once(socket, 'connect')
    return new Connection(socket)
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`no answer in ${PATIENCE_MS} ms`)))
    socket.on('data', (chunk) => this.#read(chunk))
    socket.on('error', (error) => this.#expecting?.reject(error))
    socket.on('close', () => this.#expecting?.reject(new Error('the server closed the connection')))
  }

  /** Sends a whole request. @throws when the connection breaks; a refusal is an answer. */
  send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) reject(new Error('the connection is closed'))
      this.#expecting = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#expecting = undefined
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const answer = wholeAnswer(this.#received)
    if (!answer) return
    this.#received = this.#received.subarray(answer.bytes)
    const expecting = this.#expecting
    this.#expecting = undefined
    expecting?.resolve(answer)
  }
}
