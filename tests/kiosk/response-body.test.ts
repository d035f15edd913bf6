import { describe, expect, it } from 'vitest'
import { fromForm } from '../../server/responses/submission.input.ts'
import { clientScript } from '../support/client-script.ts'
import { formFields } from '../support/forms.ts'

const { responseBody } = await clientScript<{ responseBody(entries: Iterable<[string, string]>): object }>(
  'responses/response-body.js',
)
const content = { items: ['overall', 'access', 'procedure'].map((id) => ({ id })) }

describe('The body that script makes of a form', () => {
  it.each([
    ['with a comment', formFields({ comment: 'Chờ lâu', dossier: 'H19.28-241124-0001' })],
    ['with empty texts', formFields({ comment: '', dossier: '' })],
    ['with «no opinion»', formFields({ access: 'none' })],
  ])('is what the server makes of the same form without script, %s', (_what, fields) => {
    expect(responseBody(Object.entries(fields))).toEqual(fromForm(fields, content as never))
  })

  it('leaves out a comment of blanks', () => {
    expect(responseBody(Object.entries(formFields({ comment: ' \n' })))).not.toHaveProperty('comment')
  })
})
