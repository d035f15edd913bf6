import { join } from 'node:path'
import { projectRoot } from '../project.ts'
import { folderHash } from '../web/folder-hash.ts'

const inProject = (folder: string) => join(projectRoot, folder)

/** What a kiosk should run: changes with everything that its pages are made of. */
export const kioskVersion = folderHash(
  inProject('public'),
  inProject('views'),
  inProject('locales'),
  join(import.meta.dirname, '..'),
)
