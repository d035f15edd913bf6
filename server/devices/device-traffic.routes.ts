import { type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import type { RatingPages } from '../responses/rating-pages.ts'
import { settingsOf } from '../settings/current-settings.ts'
import type { Touchpoint } from '../touchpoints/touchpoint.ts'
import { offeredTags } from '../web/i18n.ts'
import { lastSequenceOf } from './device.queries.ts'
import { isSignedBy } from './device-key.ts'
import {
  BATCHES_PER_MINUTE,
  HEARTBEATS_PER_MINUTE,
  limitPerDevice,
  limitWrongCodes,
} from './device-limits.ts'
import { heartbeatMessage } from './device-message.ts'
import { enrolDevice } from './enrol-device.ts'
import { enrolmentInput } from './enrolment.input.ts'
import { heartbeatInput, heartbeatPayload } from './heartbeat.input.ts'
import { type KioskSettings, kioskSettings } from './kiosk-settings.ts'
import { deviceOf, findKnownDevice } from './known-device.ts'
import { parseMessage, signedJson, wrongFields } from './parse-message.ts'
import { recordBatch } from './record-batch.ts'
import { recordHeartbeat } from './record-heartbeat.ts'
import { responseBatchInput } from './response-batch.input.ts'

/** What kiosks send: docs/kiosk-protocol.md. */
export function deviceTrafficRoutes(deps: Deps, pages: RatingPages): Router {
  const { databases, clock, config, languages } = deps
  const router = Router()
  const knownDevice = findKnownDevice(databases.read)
  const ofDevice = (limit: number) => [knownDevice, limitPerDevice(limit)] as const

  router.post('/kiosk/enrolment', limitWrongCodes(), async (request, response) => {
    const input = parseMessage(enrolmentInput, request.body, response)
    const enrolled = await enrolDevice(databases.write, input, auditOrigin(response), clock())
    if (typeof enrolled === 'string') throw wrongFields([enrolled], response)
    const settings = await settingsFor(enrolled.touchpointCode, response)
    response.status(201).json({ deviceId: enrolled.deviceId, ...settings })
  })

  router.post('/kiosk/responses', ...ofDevice(BATCHES_PER_MINUTE), async (request, response) => {
    const batch = parseMessage(responseBatchInput, request.body, response)
    const device = deviceOf(response)
    const receivedAt = clock()
    const results = await recordBatch(batch, device, {
      ...deps,
      touchpoint: await touchpointAt(device.touchpointCode),
      circumstances: {
        db: databases.read,
        receivedAt,
        procedureFields: await pages.procedureFields(),
        dossierSecret: config.dossierSecret,
      },
    })
    response.json({ results, serverTime: receivedAt.toISOString() })
  })

  router.post('/kiosk/heartbeat', ...ofDevice(HEARTBEATS_PER_MINUTE), async (request, response) => {
    const { payload, signature } = parseMessage(heartbeatInput, request.body, response)
    const { id, publicKey, touchpointCode } = deviceOf(response)
    if (!(await isSignedBy(publicKey, heartbeatMessage(id, payload), signature))) {
      throw wrongFields(['signature'], response)
    }
    const heartbeat = parseMessage(heartbeatPayload, signedJson(payload), response)
    await recordHeartbeat(databases.write, id, heartbeat, clock())
    const lastSequence = await lastSequenceOf(databases.read, id)
    response.json({ lastSequence, ...(await settingsFor(touchpointCode, response)) })
  })

  return router

  async function settingsFor(code: string, response: Response): Promise<KioskSettings> {
    const settings = settingsOf(response)
    return kioskSettings(await touchpointAt(code), settings, {
      languages: offeredTags(languages.all, settings, config.defaultLocale),
      now: clock(),
    })
  }

  async function touchpointAt(code: string): Promise<Touchpoint> {
    const touchpoint = await pages.touchpointOf(code)
    if (!touchpoint) throw new Error(`the touchpoint ${code} of a device is gone`)
    return touchpoint
  }
}
