import { describe, expect, inject, it } from 'vitest'
import { openSimulated } from '../../server/simulation/open-simulated.ts'
import { simulatedConfig } from '../../server/simulation/simulated-config.ts'
import { testConfig } from '../support/test-config.ts'

describe('The simulated province has a database of its own', () => {
  it.each([
    ['sqlite:/srv/thuoc-do/thuoc-do.db', 'sqlite:/srv/thuoc-do/thuoc-do.simulated.db'],
    ['sqlite:/srv/thuoc.do/data', 'sqlite:/srv/thuoc.do/data.simulated'],
    ['postgres://u:p@localhost/thuoc_do', 'postgres://u:p@localhost/thuoc_do_simulated'],
    [
      'postgres://u:p@a:5432,b:5433/td?sslmode=require',
      'postgres://u:p@a:5432,b:5433/td_simulated?sslmode=require',
    ],
  ])('beside %s', (url, simulated) => {
    const config = testConfig('sqlite:/tmp/thuoc-do-test/any.db')
    expect(simulatedConfig({ ...config, databaseUrl: url })).toEqual({ ...config, databaseUrl: simulated })
  })

  it('which PostgreSQL must be told by name', () => {
    const config = testConfig('postgres://u:p@localhost')
    expect(() => simulatedConfig(config)).toThrow('DATABASE_URL: must name a database')
  })

  it('and which must be created on PostgreSQL before it is filled', async () => {
    const config = simulatedConfig(testConfig(`${inject('postgresUrl')}/nowhere`))
    await expect(openSimulated(config, () => new Date())).rejects.toThrow('createdb nowhere_simulated')
  })
})
