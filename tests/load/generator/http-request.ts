/** The text of HTTP requests, with the headers that a browser's encoding and connection handling would send. */

const COMMON = 'Host: 127.0.0.1\r\nConnection: keep-alive\r\nAccept-Encoding: gzip, deflate, br\r\n'

/** `cookie`: of a session, or ''. */
export function getRequest(path: string, cookie = ''): string {
  const session = cookie === '' ? '' : `Cookie: ${cookie}\r\n`
  return `GET ${path} HTTP/1.1\r\n${COMMON}${session}Accept: text/html\r\nCache-Control: no-cache\r\n\r\n`
}

export function postRequest(path: string, body: string, type: string): string {
  const accept = type === 'application/json' ? type : 'text/html'
  return `POST ${path} HTTP/1.1\r\n${COMMON}Accept: ${accept}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
