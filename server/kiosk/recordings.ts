import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../project.ts'
import { asset } from '../web/assets.ts'

const listed = z.record(z.string(), z.array(z.string().regex(/^[a-z][a-z_-]*$/i)))

/** The screens and questions that somebody has read aloud, by language. */
const recordings = listed.parse(
  JSON.parse(readFileSync(join(projectRoot, 'public', 'audio', 'recordings.json'), 'utf8')),
)

/** By screen or item, the address of its recording. */
export function recordingsIn(language: string): Record<string, string> {
  const names = recordings[language] ?? []
  return Object.fromEntries(names.map((name) => [name, asset(`audio/${language}/${name}.mp3`)]))
}
