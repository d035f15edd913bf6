import type { webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isSignedBy } from '../../server/devices/device-key.ts'
import { heartbeatMessage, responseMessage } from '../../server/devices/device-message.ts'
import { clientScript } from '../support/client-script.ts'

interface Head {
  sequence: number
  hash: string
}
interface Sealed {
  item: {
    sequence: number
    previousHash: string
    body: string
    at: string
    flag: 'cool_down' | null
    signature: string
  }
  hash: string
}

const { makeDeviceKey, publicKeyText } = await clientScript<{
  makeDeviceKey(): Promise<webcrypto.CryptoKeyPair>
  publicKeyText(key: webcrypto.CryptoKey): Promise<string>
}>('kiosk/device-key.js')
const { sealResponse } = await clientScript<{
  sealResponse(device: object, given: object, head: Head): Promise<Sealed>
}>('kiosk/seal-response.js')

const known = JSON.parse(readFileSync(new URL('../devices/known-answer.json', import.meta.url), 'utf8'))

describe('A response that a kiosk seals', () => {
  it('has the hashes of the known answer, each naming the one before', async () => {
    const { privateKey } = await makeDeviceKey()
    let head = { sequence: 0, hash: '0'.repeat(64) }
    for (const { item, hash } of known.responses) {
      const { body, at, flag } = item
      const sealed = await sealResponse({ deviceId: known.deviceId, privateKey }, { body, at, flag }, head)
      expect(sealed.hash).toBe(hash)
      expect(sealed.item).toMatchObject({
        sequence: item.sequence,
        previousHash: item.previousHash,
        body,
        at,
        flag,
      })
      head = { sequence: item.sequence, hash }
    }
  })

  it('is signed so that the server finds it in order, and not after one letter has changed', async () => {
    const { privateKey, publicKey } = await makeDeviceKey()
    const given = {
      submissionKey: 'k',
      body: '{"comment":"Ễ Ộ Ữ"}',
      at: '2026-11-24T03:00:00.000Z',
      flag: null,
    }
    const { item } = await sealResponse({ deviceId: 'd', privateKey }, given, { sequence: 4, hash: 'ab' })
    const text = await publicKeyText(publicKey)
    expect(await isSignedBy(text, responseMessage('d', item), item.signature)).toBe(true)
    const changed = { ...item, body: item.body.replace('Ễ', 'Ê') }
    expect(await isSignedBy(text, responseMessage('d', changed), item.signature)).toBe(false)
    expect(await isSignedBy(text, heartbeatMessage('d', item.body), item.signature)).toBe(false)
  })

  it('comes from a key that nothing can read', async () => {
    const { privateKey } = await makeDeviceKey()
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow()
  })
})
