import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Twelve hex digits that change with any file of the folders: its name, its place or its content. */
export function folderHash(...folders: string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const file of filesOf(folder)) {
      hash.update(
        `${file}\n${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}\n`,
      )
    }
  }
  return hash.digest('hex').slice(0, 12)
}

/** Every file of a folder, by its path inside it, in the order of the alphabet. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
