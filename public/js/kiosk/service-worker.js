// Keeps what the kiosk needs without a network. The worker itself is `/kiosk/sw.js`, which names version and files.

const SHELL = '/kiosk'
const OURS = 'kiosk-'
const LOGO = '/logo/'

/** @typedef {Event & { waitUntil(done: Promise<unknown>): void }} LifeEvent */
/** @typedef {Event & { request: Request, respondWith(response: Promise<Response>): void }} RequestEvent */

/**
 * What a worker has and a page has not.
 * @typedef {object} Worker
 * @property {{ claim(): Promise<void> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {<Kind extends keyof Events>(kind: Kind, listen: (event: Events[Kind]) => void) => void} addEventListener
 */
/** @typedef {{ install: LifeEvent, activate: LifeEvent, fetch: RequestEvent, message: MessageEvent }} Events */

const worker = /** @type {Worker} */ (/** @type {unknown} */ (globalThis))

/** @param {{ version: string, files: string[] }} settings */
export function start({ version, files }) {
  const cacheName = OURS + version

  worker.addEventListener('install', (event) => event.waitUntil(fetchAll()))
  worker.addEventListener('activate', (event) =>
    event.waitUntil(forgetOthers().then(() => worker.clients.claim())),
  )
  worker.addEventListener('message', ({ data }) => {
    if (data === 'take over') void worker.skipWaiting()
  })
  worker.addEventListener('fetch', (event) => {
    const address = keptAddress(event.request)
    if (address) event.respondWith(fromCacheFirst(address, event.request))
  })

  /** All or nothing: a worker that lacks a file is not installed. */
  async function fetchAll() {
    const cache = await caches.open(cacheName)
    const shell = await fetch(SHELL, { cache: 'reload', redirect: 'error' })
    if (shell.headers.get('Kiosk-Version') !== version)
      throw new Error('this is not the shell of this version')
    await cache.put(SHELL, shell)
    await Promise.all(files.map((file) => keep(cache, file)))
  }

  /**
   * @param {Cache} cache
   * @param {string} file
   */
  async function keep(cache, file) {
    const response = await fetch(file, { redirect: 'error' })
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? true
    // A network's sign-in page, which must not take a file's place for good.
    if (!response.ok || isPage) throw new Error(`${file} could not be fetched`)
    await cache.put(file, response)
  }

  async function forgetOthers() {
    const names = await caches.keys()
    const others = names.filter((name) => name.startsWith(OURS) && name !== cacheName)
    await Promise.all(others.map((name) => caches.delete(name)))
  }

  /**
   * @param {string} address
   * @param {Request} request
   */
  async function fromCacheFirst(address, request) {
    const cache = await caches.open(cacheName)
    const kept = await cache.match(address)
    if (kept) return kept
    const response = await fetch(request)
    // Which picture the province has is not known when a worker is installed: it is kept when it is first shown.
    if (address.startsWith(LOGO) && response.ok) await cache.put(address, response.clone())
    return response
  }

  /**
   * Where the answer is kept; null for what always goes to the server.
   * @param {Request} request
   */
  function keptAddress({ method, mode, url }) {
    const { origin, pathname } = new URL(url)
    if (method !== 'GET' || origin !== location.origin) return null
    if (mode === 'navigate') return pathname === SHELL ? SHELL : null
    return files.includes(pathname) || pathname.startsWith(LOGO) ? pathname : null
  }
}
