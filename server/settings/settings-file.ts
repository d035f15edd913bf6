import { z } from 'zod'
import { isSound } from '../web/parse-body.ts'
import { MOST_LOGO_BYTES, type Picture, type PictureProblem, readPicture } from './picture.ts'
import { parseSettings, type SettingProblem } from './settings.input.ts'
import { type Settings, type SettingValues, valuesOf } from './settings.ts'

const FORMAT = 'thuoc-do-settings'
const VERSION = 1
/** A logo as base64, and the rest. */
export const MOST_FILE_BYTES = 2 * MOST_LOGO_BYTES
/** A form that holds such a file once more as base64. */
export const MOST_POSTED_BYTES = 1.5 * MOST_FILE_BYTES

/** Everything that a province has decided, to be kept or taken elsewhere. */
export function settingsFile(settings: Settings, logo: Buffer | undefined, exportedAt: Date): string {
  const file = {
    format: FORMAT,
    version: VERSION,
    exportedAt: exportedAt.toISOString(),
    settings: valuesOf(settings),
    logo: logo?.toString('base64') ?? null,
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

export interface ReadSettings {
  values: SettingValues
  /** Null for none. */
  logo: Picture | null
}

/** What is wrong with a file: as a whole, with its picture, or with a setting. */
export type FileProblem =
  | { what: 'json' | 'format' | 'version' }
  | ({ what: 'setting' } & SettingProblem)
  | { what: 'logo'; problem: PictureProblem }

const envelope = z.strictObject({
  format: z.literal(FORMAT),
  version: z.int(),
  exportedAt: z.string(),
  settings: z.unknown(),
  logo: z.base64().nullable(),
})

export function readSettingsFile(
  bytes: Buffer,
  tags: readonly string[],
): { read: ReadSettings; problems?: never } | { read?: never; problems: FileProblem[] } {
  const json = parsedJson(bytes)
  if (json === undefined) return { problems: [{ what: 'json' }] }
  const { data } = envelope.safeParse(json)
  if (!data) return { problems: [{ what: 'format' }] }
  if (data.version !== VERSION) return { problems: [{ what: 'version' }] }
  const { values, problems = [] } = parseSettings(data.settings, tags)
  const logo = data.logo === null ? null : readPicture(Buffer.from(data.logo, 'base64'))
  const wrong: FileProblem[] = problems.map((problem) => ({ what: 'setting', ...problem }))
  if (typeof logo === 'string') return { problems: [...wrong, { what: 'logo', problem: logo }] }
  return values ? { read: { values, logo } } : { problems: wrong }
}

/** Undefined for what is no JSON, or holds text that could not be stored as it is. */
function parsedJson(bytes: Buffer): unknown {
  if (bytes.length > MOST_FILE_BYTES) return undefined
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isSound(json) ? json : undefined
  } catch {
    return undefined
  }
}
