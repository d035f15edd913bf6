import { asset } from '../web/assets.ts'
import { kioskVersion } from './kiosk-version.ts'
import { offlineFiles } from './offline-files.ts'

/**
 * The kiosk's service worker. Browsers compare this text byte by byte: a new version of anything is a new worker, which
 * fetches everything before it takes the old one's place.
 */
export function serviceWorkerScript(): string {
  const settings = { version: kioskVersion, files: offlineFiles() }
  return `import { start } from '${asset('js/kiosk/service-worker.js')}'\nstart(${JSON.stringify(settings, null, 1)})\n`
}
