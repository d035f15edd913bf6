import { deriveKey } from '../secrets/derive-key.ts'
import { openSealed, sealText } from '../secrets/sealed-text.ts'
import type { CommentPlace } from './comment.queries.ts'

/**
 * Where a list of comments goes on, for a link. Sealed: the key of a response is known to its sender alone, and who has
 * it could ask the intake whether this or that was answered.
 */
export function sealedPlace({ respondedOn, key }: CommentPlace, secret: string): string {
  return sealText(placeKey(secret), `${respondedOn}~${key}`)
}

/** @returns null for what is no place, or was sealed under another secret. */
export function openPlace(sealed: string, secret: string): CommentPlace | null {
  if (sealed === '') return null
  try {
    const [respondedOn, key] = openSealed(placeKey(secret), sealed).split('~', 2)
    return respondedOn && key ? { respondedOn, key } : null
  } catch {
    return null
  }
}

function placeKey(secret: string): Buffer {
  return deriveKey(secret, 'place among comments')
}
