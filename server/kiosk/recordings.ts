import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../project.ts'
import { asset } from '../web/assets.ts'
import { LOCALES, type Locale } from '../web/i18n.ts'

const listed = z.record(z.enum(LOCALES), z.array(z.string().regex(/^[a-z][a-z_]*$/i)))

/** The screens and questions that somebody has read aloud, and where: `public/audio/recordings.json`. */
const recordings = listed.parse(
  JSON.parse(readFileSync(join(projectRoot, 'public', 'audio', 'recordings.json'), 'utf8')),
)

/** By screen or item, the address of its recording. */
export function recordingsIn(locale: Locale): Record<string, string> {
  return Object.fromEntries(recordings[locale].map((name) => [name, asset(`audio/${locale}/${name}.mp3`)]))
}
