// The JSON of a filled-in form: the same names, with numbers where the form has text.

const TEXTS = new Set([
  'submissionKey',
  'touchpoint',
  'instrumentVersion',
  'procedureField',
  'respondentKind',
  'comment',
  'dossier',
  'invitation',
])

/** @typedef {{ submissionKey: string, answers: Record<string, number | string | null>, [name: string]: unknown }} ResponseBody */

/**
 * What is posted to `/responses`. An item that was not answered and a text that was left empty are not in it.
 * @param {Iterable<[string, FormDataEntryValue]>} entries
 * @param {ReadonlySet<string>} textItems the items that are answered in words
 * @returns {ResponseBody}
 */
export function responseBody(entries, textItems = new Set()) {
  /** @type {ResponseBody} */
  const body = { submissionKey: '', answers: {} }
  for (const [name, value] of entries) {
    if (typeof value !== 'string' || value.trim() === '') continue
    if (TEXTS.has(name)) body[name] = value
    else if (textItems.has(name)) body.answers[name] = value
    else body.answers[name] = value === 'none' ? null : Number(value)
  }
  return body
}

/**
 * The names of the items that are answered in words.
 * @param {HTMLFormElement} form
 * @returns {ReadonlySet<string>}
 */
export function textItemsIn(form) {
  const areas = [...form.querySelectorAll('textarea')].filter((area) => 'textItem' in area.dataset)
  return new Set(areas.map(({ name }) => name))
}
