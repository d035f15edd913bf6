import { describe, expect, it } from 'vitest'
import { ConfigProblem, readConfig } from '../server/config.ts'

const problemsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    readConfig(variables)
    return []
  } catch (error) {
    if (error instanceof ConfigProblem) return error.problems
    throw error
  }
}

describe('The configuration', () => {
  it('needs no variable to try the program', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      defaultLocale: 'vi',
      trustProxy: [],
      limitTouchpointPerMinute: 120,
      limitTotalPerSecond: 5000,
    })
    expect(readConfig({}).databaseUrl).toMatch(/^sqlite:\/.*\/data\/thuoc-do\.db$/)
    expect(readConfig({ PORT: '8080' }).publicUrl.href).toBe('http://127.0.0.1:8080/')
  })

  it('names every variable that is wrong, not only the first', () => {
    const problems = problemsOf({
      PORT: 'abc',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'nonsense',
      TRUST_PROXY: 'true',
    })
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'PUBLIC_URL',
      'TRUST_PROXY',
    ])
  })

  it('refuses unsafe defaults in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' }).map((problem) => problem.split(':')[0])).toEqual([
      'SESSION_SECRET',
      'PUBLIC_URL',
    ])
    const placeholder = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://a.vn',
      SESSION_SECRET: 'change-me-change-me-change-me-change-me',
    }
    expect(problemsOf(placeholder)).toEqual([expect.stringContaining('SESSION_SECRET')])
  })

  describe('of a provider to sign in by', () => {
    const provider = {
      OIDC_ISSUER: 'https://sso.lamdong.example/realms/x',
      OIDC_CLIENT_ID: 'thuoc-do',
      OIDC_CLIENT_SECRET: 'a secret that nobody may read',
      OIDC_LABEL: 'tài khoản công vụ',
    }

    it('is all or nothing, and names what is missing', () => {
      expect(readConfig({}).provider).toBeNull()
      expect(readConfig({ ...provider, OIDC_ACR_VALUES: 'a  b' }).provider).toMatchObject({
        label: 'tài khoản công vụ',
        acrValues: ['a', 'b'],
      })
      for (const name of Object.keys(provider)) {
        const problems = problemsOf({ ...provider, [name]: '' })
        expect(problems).toEqual([expect.stringMatching(`^${name}: is missing`)])
        expect(problems.join()).not.toContain(provider.OIDC_CLIENT_SECRET)
      }
      expect(problemsOf({ OIDC_ACR_VALUES: 'a' })).toHaveLength(4)
    })

    it('takes http on this machine alone, and never in production', () => {
      const at = (OIDC_ISSUER: string, more = {}) => problemsOf({ ...provider, ...more, OIDC_ISSUER })
      const production = {
        NODE_ENV: 'production',
        PUBLIC_URL: 'https://a.vn',
        SESSION_SECRET: 'pX3v9kQm7Zt1Lw5Rb8Nc2Yd6Hf4Gj0Ks',
      }
      expect(at('http://127.0.0.1:4000')).toEqual([])
      expect(at('http://sso.lamdong.example')).toEqual([
        expect.stringContaining('OIDC_ISSUER: must be an https'),
      ])
      expect(at('http://127.0.0.1:4000', production)).toEqual([expect.stringContaining('OIDC_ISSUER')])
      expect(at('https://sso.lamdong.example', production)).toEqual([])
      expect(at('ftp://x')).toEqual([expect.stringContaining('OIDC_ISSUER')])
    })
  })

  it('hashes dossiers with the secret of sessions, unless they have one of their own', () => {
    const SESSION_SECRET = 'pX3v9kQm7Zt1Lw5Rb8Nc2Yd6Hf4Gj0Ks'
    const DOSSIER_SECRET = 'sK0jG4fH6dY2cN8bR5wL1tZ7mQk9v3Xp'
    expect(readConfig({ SESSION_SECRET }).dossierSecret).toBe(SESSION_SECRET)
    expect(readConfig({ SESSION_SECRET, DOSSIER_SECRET })).toMatchObject({
      sessionSecret: SESSION_SECRET,
      dossierSecret: DOSSIER_SECRET,
    })
    expect(problemsOf({ DOSSIER_SECRET: 'short' })).toEqual([expect.stringContaining('DOSSIER_SECRET')])
  })

  it('accepts production with what production needs', () => {
    const config = readConfig({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://danhgia.example.vn',
      SESSION_SECRET: 'pX3v9kQm7Zt1Lw5Rb8Nc2Yd6Hf4Gj0Ks',
      TRUST_PROXY: '10.0.0.0/8, ::1',
    })
    expect(config.trustProxy).toEqual(['10.0.0.0/8', '::1'])
  })
})
