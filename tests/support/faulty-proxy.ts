import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * What happens to a request. lost: the connection breaks before it. portal: a network's sign-in page answers in the
 * server's place. answer lost: the server does it, and a gateway says 502. A status: it is refused with it.
 */
export type Fault = 'lost' | 'portal' | 'answer lost' | number | null

export interface FaultyProxy {
  url: string
  /** Asked for each request; null lets it through. */
  fault(request: { path: string; body: string }): Fault
  /** Changes the text of what the server says. */
  rewrite(text: string): string
  close(): Promise<void>
}

/** A way to the app on which things go wrong as told. It is open at first. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const fault = proxy.fault({ path: request.url ?? '', body })
    if (fault === 'lost') return void request.socket.destroy()
    if (fault === 'portal') return portal(response)
    if (typeof fault === 'number') return void response.writeHead(fault).end()
    // The app may be stopped while it is asked.
    const answer = await forward(request, body, target).catch(() => null)
    if (answer === null) return void request.socket.destroy()
    if (fault === 'answer lost') return void response.writeHead(502, { 'Content-Type': 'text/html' }).end()
    await passOn(answer, response, proxy.rewrite)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${port}`,
    fault: () => null,
    rewrite: (text) => text,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function forward({ url, method, headers }: IncomingMessage, body: string, target: string): Promise<Response> {
  const { 'content-type': type, accept, cookie } = headers
  return fetch(target + url, {
    method: method ?? 'GET',
    // A connection that is kept may be closed by the server just when it is used again.
    headers: Object.entries({ 'content-type': type, accept, cookie, connection: 'close' }).flatMap(
      ([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]),
    ),
    redirect: 'manual',
    ...(body ? { body } : {}),
  })
}

async function passOn(answer: Response, response: ServerResponse, rewrite: (text: string) => string) {
  const isText = /^(text|application\/(json|manifest))/.test(answer.headers.get('content-type') ?? '')
  const content = Buffer.from(await answer.arrayBuffer())
  const headers = new Headers(answer.headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection'])
    headers.delete(name)
  for (const [name, value] of headers) response.setHeader(name, rewrite(value))
  response.writeHead(answer.status).end(isText ? rewrite(content.toString()) : content)
}

function portal(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
  response.end('<!doctype html><title>Wi-Fi</title><h1>Đăng nhập Wi-Fi</h1>')
}
