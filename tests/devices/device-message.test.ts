import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isDeviceKey, isSignedBy } from '../../server/devices/device-key.ts'
import { hashOf, heartbeatMessage, responseMessage } from '../../server/devices/device-message.ts'

const known = JSON.parse(readFileSync(join(import.meta.dirname, 'known-answer.json'), 'utf8'))
const { deviceId, publicKey, responses, heartbeat } = known

describe('What a device signs', () => {
  it('is taken for a response as other programs make it', async () => {
    expect(isDeviceKey(publicKey)).toBe(true)
    for (const { item, hash } of responses) {
      const message = responseMessage(deviceId, item)
      expect(hashOf(message)).toBe(hash)
      expect(await isSignedBy(publicKey, message, item.signature)).toBe(true)
    }
  })

  it('chains each response to the one before', () => {
    expect(responses[1].item.previousHash).toBe(responses[0].hash)
  })

  it.each([
    ['another device', { deviceId: '1b6f1f6a-5c1e-4d0e-9a55-3f3f6a1f2b7c' }],
    ['another number', { sequence: 3 }],
    ['another response before it', { previousHash: 'f'.repeat(64) }],
    ['another time', { at: '2026-11-24T02:59:41.124Z' }],
    ['a press that counts after all', { flag: null }],
    ['another rating', { body: responses[1].item.body.replace('"overall":4', '"overall":5') }],
  ])('is not taken for %s', async (_what, change) => {
    const { item } = responses[1]
    const changed = { deviceId, ...item, ...change }
    const message = responseMessage(changed.deviceId, changed)
    expect(await isSignedBy(publicKey, message, item.signature)).toBe(false)
  })

  it('is taken for a heartbeat, and not for another one', async () => {
    const { payload, signature } = heartbeat
    expect(await isSignedBy(publicKey, heartbeatMessage(deviceId, payload), signature)).toBe(true)
    const calmer = payload.replace('"queueLength":0', '"queueLength":9')
    expect(await isSignedBy(publicKey, heartbeatMessage(deviceId, calmer), signature)).toBe(false)
  })

  it.each(['', 'AAAA', 'not base64 at all!', 'A'.repeat(200)])('«%s» is no signature', async (signature) => {
    expect(await isSignedBy(publicKey, heartbeatMessage(deviceId, heartbeat.payload), signature)).toBe(false)
  })
})
