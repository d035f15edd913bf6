import type { Response } from 'express'
import type { z } from 'zod'
import { HttpError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { isSound } from '../web/parse-body.ts'

/** What a kiosk sent, against its schema. @throws {HttpError} 422 naming every field that is wrong. */
export function parseMessage<T extends z.ZodType>(schema: T, value: unknown, response: Response): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw wrongFields(
    parsed.error.issues.map(({ path }) => path.join('.') || 'body'),
    response,
  )
}

export function wrongFields(fields: readonly string[], response: Response): HttpError {
  const t: Translate = response.locals['t']
  return new HttpError(422, 'invalid', {
    fields: [...new Set(fields)].map((field) => ({
      field,
      message: t([`devices:error.${field}`, 'devices:error.other']),
    })),
  })
}

/** What a signed text says; undefined where it is no JSON, or could not be stored as it is. */
export function signedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isSound(value) ? value : undefined
  } catch {
    return undefined
  }
}
