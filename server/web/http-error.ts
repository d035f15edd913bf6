export interface FieldError {
  field: string
  message: string
}

/** An answer that is not a success. `code` is for machines and names the words `errors:<code>.…` for people. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: readonly FieldError[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    code: string,
    options: { fields?: readonly FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(code, { cause: options.cause })
    this.status = status
    this.code = code
    this.fields = options.fields ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}
