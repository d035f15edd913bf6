import { describe, expect, it } from 'vitest'
import { localPath } from '../../server/accounts/local-path.ts'

describe('Where somebody goes on to after the sign-in', () => {
  it.each(['/home', '/audit?login=hue', '/units/x%2Fy'])('is a page of this site: %s', (path) => {
    expect(localPath(path)).toBe(path)
  })

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/.//elsewhere.example',
    '/x/..//elsewhere.example',
    '/%2e//elsewhere.example/a?b',
    '/./\\elsewhere.example',
    'home',
    '',
    ['/home'],
    undefined,
  ])('is never one elsewhere: %s', (path) => {
    expect(localPath(path)).toBeNull()
  })
})
