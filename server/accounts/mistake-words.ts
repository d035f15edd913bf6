import type { Response } from 'express'
import type { Translate } from '../web/i18n.ts'

/** Finds the words for what is wrong with a form of this feature, in the reader's language. */
export function mistakeWords(response: Response): (mistake: string) => string {
  const t: Translate = response.locals['t']
  return (mistake) => t(`accounts:error.${mistake}`)
}
