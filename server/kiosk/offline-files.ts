import { join } from 'node:path'
import { projectRoot } from '../project.ts'
import { asset } from '../web/assets.ts'
import { filesOf } from '../web/folder-hash.ts'

const PUBLIC = join(projectRoot, 'public')
const NEEDED =
  /^(?:js\/(?:kiosk|queue|responses)\/.+\.js|css\/(?:base|citizen|kiosk)\.css|fonts\/.+\.woff2|audio\/.+\.mp3|img\/kiosk-.+\.png|favicon\.svg)$/

/** The addresses of all files that a kiosk must have to work without a network. */
export function offlineFiles(): string[] {
  return filesOf(PUBLIC)
    .filter((file) => NEEDED.test(file))
    .map(asset)
}
