import type { Page } from 'playwright-core'

/** One answer that came over the wire, not from a cache. */
export interface Transfer {
  path: string
  /** Head and body, as received. */
  bytes: number
  encoding: string
}

/** Notes what Chromium's network layer receives for a page, its cache left on. */
export async function recordTransfers(page: Page): Promise<{ take(): Transfer[] }> {
  const session = await page.context().newCDPSession(page)
  const answers = new Map<string, Omit<Transfer, 'bytes'>>()
  let transfers: Transfer[] = []
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache || !response.url.startsWith('http')) return
    const headers = new Headers(response.headers)
    answers.set(requestId, {
      path: new URL(response.url).pathname,
      encoding: headers.get('content-encoding') ?? 'none',
    })
  })
  session.on('Network.requestServedFromCache', ({ requestId }) => answers.delete(requestId))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const answer = answers.get(requestId)
    if (answer && encodedDataLength > 0) transfers.push({ ...answer, bytes: encodedDataLength })
  })
  await session.send('Network.enable')
  return {
    take() {
      const taken = transfers
      transfers = []
      return taken
    },
  }
}
