import { createHmac } from 'node:crypto'
import { deriveKey } from '../secrets/derive-key.ts'

export interface SealedVersion {
  id: string
  content: string
  /** A JSON list of staff ids. */
  authors: string
  approvedBy: string
  publishedAt: string
}

/** What only the program's secret can make of a published version: whoever has the database alone cannot change both. */
export function versionSeal(secret: string, version: SealedVersion): string {
  const { id, content, authors, approvedBy, publishedAt } = version
  return createHmac('sha256', deriveKey(secret, 'instrument version'))
    .update(JSON.stringify([id, content, authors, approvedBy, publishedAt]))
    .digest('hex')
}
