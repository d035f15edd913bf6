import type { Request } from 'express'

const MOST_LETTERS = 200

/** What the browser calls itself, as far as it is printable. */
export function userAgent(request: Request): string {
  return (request.get('User-Agent') ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, MOST_LETTERS)
}
