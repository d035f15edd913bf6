import { describe, expect, it } from 'vitest'
import { dossierHash } from '../../server/invitations/dossier-hash.ts'
import { hashPrefixOf, invitationToken } from '../../server/invitations/invitation-token.ts'

const SECRET = 'pX3v9kQm7Zt1Lw5Rb8Nc2Yd6Hf4Gj0Ks'
const OTHER_SECRET = 'sK0jG4fH6dY2cN8bR5wL1tZ7mQk9v3Xp'

describe("The token of a dossier's invitation", () => {
  const hash = dossierHash('H36.50.05.13-261008-0975', SECRET)
  const token = invitationToken(hash, SECRET)

  it('has 128 bits, can be made again, and leads to the dossier', () => {
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(invitationToken(hash, SECRET)).toBe(token)
    expect(hashPrefixOf(token, SECRET)).toBe(hash.slice(0, 32))
  })

  it('can neither be made nor read without the secret', () => {
    expect(invitationToken(hash, OTHER_SECRET)).not.toBe(token)
    expect(hashPrefixOf(token, OTHER_SECRET)).not.toBe(hash.slice(0, 32))
    expect(token).not.toContain(Buffer.from(hash, 'hex').toString('base64url').slice(0, 8))
  })

  it('has one spelling, and nothing else is a token', () => {
    const last = token.at(-1) ?? ''
    const sibling = String.fromCharCode(last.charCodeAt(0) + 1)
    for (const text of [
      `${token.slice(0, -1)}${sibling}`,
      `${token}=`,
      token.slice(1),
      `${token}A`,
      '',
      '=',
      'x'.repeat(5000),
    ]) {
      expect(hashPrefixOf(text, SECRET)).toBeUndefined()
    }
  })
})
