import { describe, expect, it } from 'vitest'
import { dossierHash, isDossierCode } from '../../server/invitations/dossier-hash.ts'

const SECRET = 'pX3v9kQm7Zt1Lw5Rb8Nc2Yd6Hf4Gj0Ks'
const OTHER_SECRET = 'sK0jG4fH6dY2cN8bR5wL1tZ7mQk9v3Xp'
const CODE = 'H36.50.05.13-261008-0975'

describe('A dossier code', () => {
  it.each([
    ['in lower case', 'h36.50.05.13-261008-0975'],
    ['with blanks, tabs and a line break', ' H36.50.05.13 - 261008\t-0975\n'],
    ['in full width', 'Ｈ３６．５０．０５．１３－２６１００８－０９７５'],
    ['with the dashes of a word processor', 'H36.50.05.13–261008—0975'],
    ['with a minus sign and a hard hyphen', 'H36.50.05.13−261008‑0975'],
    ['with invisible marks', '\uFEFFH36.50\u200B.05.13-261008-0975\u00AD'],
  ])('is the same code %s', (_how, typed) => {
    expect(isDossierCode(typed)).toBe(true)
    expect(dossierHash(typed, SECRET)).toBe(dossierHash(CODE, SECRET))
  })

  it('is the same code from a keyboard that decomposes letters', () => {
    const code = 'HỒ-SƠ-ĐẮK-2026-17'
    expect(code.normalize('NFD')).not.toBe(code.normalize('NFC'))
    expect(dossierHash(code.normalize('NFD'), SECRET)).toBe(dossierHash(code.normalize('NFC'), SECRET))
  })

  it('is another code when one sign differs', () => {
    expect(dossierHash('H36.50.05.13-261008-0976', SECRET)).not.toBe(dossierHash(CODE, SECRET))
  })

  it('cannot be looked up by whoever lacks the secret', () => {
    expect(dossierHash(CODE, SECRET)).toMatch(/^[0-9a-f]{64}$/)
    expect(dossierHash(CODE, OTHER_SECRET)).not.toBe(dossierHash(CODE, SECRET))
  })

  it.each(['000.00.13.H36-261008-0001', 'G22.99.1-260901', 'BHXH/2026/12345', '12345'])(
    'may have another form: %s',
    (code) => expect(isDossierCode(code)).toBe(true),
  )

  it.each([
    '',
    '   ',
    '1234',
    '1\u200B2 3\u00AD4',
    'x'.repeat(61),
    'H36.50\u0000-261008',
    'H36\u001b[2J-0975',
  ])('is not %j', (text) => expect(isDossierCode(text)).toBe(false))
})
