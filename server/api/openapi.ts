import { z } from 'zod'
import { reportedBatch } from './reported-dossiers.input.ts'

const outcome = z.strictObject({
  taken: z.int(),
  repeated: z.int(),
  refused: z.int(),
  dossiers: z
    .array(
      z.union([
        z.strictObject({
          outcome: z.enum(['taken', 'repeated']),
          invitation: z
            .url()
            .nullable()
            .describe('The link to rate this dossier; null when it is another unit’s'),
        }),
        z.strictObject({
          outcome: z.literal('refused'),
          problems: z.array(z.strictObject({ field: z.string(), problem: z.string(), message: z.string() })),
        }),
      ]),
    )
    .describe('One for each reported dossier, in their order'),
})

const failure = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    fields: z.array(z.strictObject({ field: z.string(), message: z.string() })),
    requestId: z.string(),
  }),
})

/** The description of what there is below `/api/v1` (OpenAPI 3.1). */
export function openApiDocument(publicUrl: URL) {
  const json = (schema: z.ZodType) => ({ 'application/json': { schema: z.toJSONSchema(schema) } })
  const refusal = (description: string) => ({ description, content: json(failure) })
  return {
    openapi: '3.1.0',
    info: { title: 'Thước Đo', version: '1' },
    servers: [{ url: publicUrl.origin }],
    paths: {
      '/api/v1/dossiers': {
        post: {
          summary: 'Report finished dossiers',
          description:
            'Each dossier is taken, repeated (known already; nothing changes) or refused for itself. Reporting the same again is safe.',
          security: [{ apiKey: [] }],
          requestBody: { required: true, content: json(reportedBatch) },
          responses: {
            200: { description: 'What became of each dossier', content: json(outcome) },
            401: refusal('No valid key'),
            413: refusal('More than 1 MiB'),
            422: refusal('Not a list of 1 to 1000 dossiers'),
            429: refusal('Too many requests; see Retry-After'),
          },
        },
      },
    },
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key with the scope dossiers:write' },
      },
    },
  }
}
