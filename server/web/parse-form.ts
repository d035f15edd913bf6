import type { z } from 'zod'
import type { FieldError } from './http-error.ts'

export type ParsedForm<Schema extends z.ZodType> =
  | { data: z.infer<Schema>; errors?: never }
  | { data?: never; errors: FieldError[] }

/**
 * A posted form against its schema. `words` finds the words for what the schema says is wrong; the first mistake of a
 * field is told.
 */
export function parseForm<Schema extends z.ZodType>(
  schema: Schema,
  form: unknown,
  words: (mistake: string) => string,
): ParsedForm<Schema> {
  const parsed = schema.safeParse(form ?? {})
  if (parsed.success) return { data: parsed.data }
  const errors = new Map<string, FieldError>()
  for (const { path, message } of parsed.error.issues) {
    const field = path.join('.')
    if (!errors.has(field)) errors.set(field, { field, message: words(message) })
  }
  return { errors: [...errors.values()] }
}

/** What a form posted, as text, to be shown again. */
export function enteredValues(form: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
