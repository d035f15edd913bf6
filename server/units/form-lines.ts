import { type ChangeForm, MOST_LINES } from './unit-change.input.ts'

/** The numbers of a form's lines; `next` is the name of the field of one more, null where there can be none. */
export interface FormLines {
  lines: number[]
  next: string | null
}

/** Of the forms that name several units: the start of their fields' names, and how many lines are shown at first. */
const KINDS: Partial<Record<ChangeForm, { prefix: string; first: number }>> = {
  merge: { prefix: 'from', first: 3 },
  split: { prefix: 'part', first: 2 },
}

/** As many lines as were sent, and one more where that is asked for. */
export function formLines(
  form: ChangeForm,
  values: Readonly<Record<string, string>>,
  isAdding: boolean,
): FormLines {
  const kind = KINDS[form]
  if (!kind) return { lines: [], next: null }
  const { prefix, first } = kind
  const all = Array.from({ length: MOST_LINES }, (_, at) => at + 1)
  const sent = all.findLast((line) => values[`${prefix}${line}`] !== undefined) ?? 0
  const shown = all.slice(0, Math.max(first, sent + (isAdding ? 1 : 0)))
  return { lines: shown, next: shown.length < MOST_LINES ? `${prefix}${shown.length + 1}` : null }
}
