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
