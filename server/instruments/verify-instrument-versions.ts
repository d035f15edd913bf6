import type { Db, InstrumentVersionTable } from '../../db/schema.ts'
import { canonicalContent, contentHash, instrumentContent } from './instrument.ts'
import { seededVersions } from './seeded-instruments.ts'
import { versionSeal } from './version-seal.ts'

/** The action under which the audit keeps that a version was published, and the subject of it. */
export const APPROVED = 'instrument_version.approved'
export function versionSubject(id: string): string {
  return `instrument_version:${id}`
}

/**
 * The ids of instrument versions that are not as they were published: what comes with the program must be as it came,
 * what was approved must bear its seal and be there still.
 */
export async function alteredInstrumentVersions(db: Db, secret: string): Promise<string[]> {
  const versions = await db.selectFrom('instrument_version').selectAll().execute()
  const seeds = new Map(
    seededVersions().map((content) => [
      `${content.instrument}-${content.version}`,
      canonicalContent(content),
    ]),
  )
  const altered = versions.filter((version) => {
    const seed = seeds.get(version.id)
    const isAsPublished = seed === undefined ? bearsSeal(version, secret) : version.content === seed
    return !isAsPublished || hashOf(version.content) !== version.hash
  })
  const missing = await approvedIds(db)
  for (const { id } of versions) missing.delete(id)
  return [...altered.map(({ id }) => id), ...missing].sort()
}

function bearsSeal(version: InstrumentVersionTable, secret: string): boolean {
  const { id, content, authors, approved_by: approvedBy, published_at: publishedAt, seal } = version
  if (authors === null || approvedBy === null) return false
  return versionSeal(secret, { id, content, authors, approvedBy, publishedAt }) === seal
}

async function approvedIds(db: Db): Promise<Set<string>> {
  const entries = await db
    .selectFrom('audit_entry')
    .select('subject')
    .where('action', '=', APPROVED)
    .execute()
  return new Set(entries.map(({ subject }) => subject.slice(versionSubject('').length)))
}

function hashOf(content: string): string | null {
  try {
    return contentHash(instrumentContent.parse(JSON.parse(content)))
  } catch {
    return null
  }
}
