import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'

/** Words by feature, then by group and name: what a folder `locales/<tag>/` holds. */
export interface Words {
  [key: string]: string | Words
}

export interface LanguageFiles {
  /** A language tag like `en` or `cmo`. */
  tag: string
  /** Its name in itself. */
  name: string
  /** Whether a named official has signed it. */
  isSigned: boolean
  words: Record<string, Words>
  /** What of its files was left out, and why; the Vietnamese stands in for it. */
  problems: string[]
}

const TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/
const MOST_LANGUAGES = 30
/** Ours has 30 KB in its largest file. */
const MOST_BYTES = 256 * 1024

const meta = z.strictObject({
  name: z.string().trim().min(1).max(60),
  verified_by: z.string().trim().min(1).optional(),
  verified_on: z.iso.date().optional(),
})

/** The tags of the folders in `locales/`. */
export function languageTags(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && TAG.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .slice(0, MOST_LANGUAGES)
}

/** The words of the language that all others are measured by. @throws when a file of it cannot be read. */
export function readSource(folder: string): Record<string, Words> {
  return Object.fromEntries(
    namesOf(folder).map((file) => [basename(file, '.json'), readJson(join(folder, file)) as Words]),
  )
}

/**
 * A language that somebody added. Its files are not ours: whatever is wrong with one is left out and named, and nothing
 * is taken that the source does not have. Undefined where `meta.json` does not say what the language is called.
 */
export function readLanguage(
  folder: string,
  source: Readonly<Record<string, Words>>,
): LanguageFiles | { problems: string[] } {
  const tag = basename(folder)
  const problems: string[] = []
  const attempt = <T>(file: string, read: (path: string) => T): T | undefined => {
    try {
      return read(join(folder, file))
    } catch (error) {
      problems.push(`locales/${tag}/${file}: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
  const about = attempt('meta.json', (path) => meta.parse(readJson(path)))
  if (!about) return { problems }

  const words: Record<string, Words> = {}
  let missing = 0
  for (const [feature, ours] of Object.entries(source)) {
    if (feature === 'meta') continue
    const theirs = attempt(`${feature}.json`, readJson)
    const { known, lacking } = knownWords(theirs, ours)
    words[feature] = known
    missing += lacking
  }
  if (missing > 0) problems.push(`locales/${tag}: ${missing} words are missing or unusable`)
  const isSigned = about.verified_by !== undefined && about.verified_on !== undefined
  return { tag, name: about.name, isSigned, words, problems }
}

/** Only words that the source has, and only if they are words: a file cannot bring in anything else, `__proto__` included. */
function knownWords(theirs: unknown, ours: Words): { known: Words; lacking: number } {
  const known: Words = Object.create(null)
  let lacking = 0
  for (const [key, own] of Object.entries(ours)) {
    if (typeof own !== 'string') {
      const below = knownWords(property(theirs, key), own)
      known[key] = below.known
      lacking += below.lacking
      continue
    }
    const forms = [key, `${key}_one`, `${key}_other`].filter((form) => isWords(property(theirs, form)))
    for (const form of forms) known[form] = String(property(theirs, form))
    if (forms.length === 0) lacking++
  }
  return { known, lacking }
}

function property(object: unknown, key: string): unknown {
  return object !== null && typeof object === 'object' && Object.hasOwn(object, key)
    ? (object as Record<string, unknown>)[key]
    : undefined
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function namesOf(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.json'))
}

/** With or without byte order mark. */
function readJson(path: string): unknown {
  if (statSync(path).size > MOST_BYTES) throw new Error(`is larger than ${MOST_BYTES} bytes`)
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)))
}
