// The JSON of a filled-in form: the same names, with numbers where the form has text.

const TEXTS = new Set([
  'submissionKey',
  'touchpoint',
  'procedureField',
  'respondentKind',
  'comment',
  'dossier',
  'invitation',
])

/** @typedef {{ submissionKey: string, answers: Record<string, number | null>, [name: string]: unknown }} ResponseBody */

/**
 * What is posted to `/responses`. An item that was not answered and a text that was left empty are not in it.
 * @param {Iterable<[string, FormDataEntryValue]>} entries
 * @returns {ResponseBody}
 */
export function responseBody(entries) {
  /** @type {ResponseBody} */
  const body = { submissionKey: '', answers: {} }
  for (const [name, value] of entries) {
    if (typeof value !== 'string' || value.trim() === '') continue
    if (TEXTS.has(name)) body[name] = value
    else body.answers[name] = value === 'none' ? null : Number(value)
  }
  return body
}
