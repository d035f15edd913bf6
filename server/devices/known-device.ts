import type { RequestHandler, Response } from 'express'
import type { Db } from '../../db/schema.ts'
import { HttpError } from '../web/http-error.ts'
import { type Device, findDevice } from './device.queries.ts'

/** Lets through what names an enrolled device, which `deviceOf` then gives. Whether it really is that device, its signatures say. */
export function findKnownDevice(db: Db): RequestHandler {
  return async (request, response, next) => {
    const id: unknown = request.body?.deviceId
    const device = typeof id === 'string' && id.length === 36 ? await findDevice(db, id) : undefined
    if (!device) throw new HttpError(403, 'device_unknown')
    if (device.revokedAt !== null) throw new HttpError(403, 'device_revoked')
    response.locals['device'] = device
    next()
  }
}

export function deviceOf(response: Response): Device {
  return response.locals['device']
}
