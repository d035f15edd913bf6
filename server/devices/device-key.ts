import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { promisify } from 'node:util'

const MOST_KEPT = 2000
const SIGNATURE_BYTES = 64

const verifyInThread = promisify(verify)
const kept = new Map<string, KeyObject>()

/** Whether a text is the public half of an ECDSA P-256 key, as SPKI in base64url. */
export function isDeviceKey(publicKey: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = parse(publicKey)
    return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}

/** Whether the device with this key signed the message: ECDSA P-256 with SHA-256, `r ‖ s` in base64url. Not on the thread that answers. */
export function isSignedBy(publicKey: string, message: Buffer, signature: string): Promise<boolean> {
  const bytes = Buffer.from(signature, 'base64url')
  if (bytes.length !== SIGNATURE_BYTES) return Promise.resolve(false)
  return verifyInThread('sha256', message, { key: keyOf(publicKey), dsaEncoding: 'ieee-p1363' }, bytes)
}

/** Parsing costs more than verifying; of the kept keys the oldest gives way. */
function keyOf(publicKey: string): KeyObject {
  const known = kept.get(publicKey)
  if (known) return known
  const key = parse(publicKey)
  const oldest = kept.keys().next().value
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(publicKey, key)
  return key
}

function parse(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })
}
