import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../server/project.ts'

interface Import {
  file: string
  target: string
  /** `import type …` binds no code. */
  typeOnly: boolean
}

const IMPORT = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gm
const FEATURES = [
  'home',
  'responses',
  'touchpoints',
  'instruments',
  'units',
  'procedures',
  'dashboard',
  'results',
]

function importsOf(folder: string): Import[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = join(folder, name)
      const text = readFileSync(join(projectRoot, file), 'utf8')
      return [...text.matchAll(IMPORT)].map(([, typeOnly, path = '']) => ({
        file,
        target: path.startsWith('.') ? relative(projectRoot, join(projectRoot, dirname(file), path)) : path,
        typeOnly: typeOnly !== undefined,
      }))
    })
}

const shown = (imports: readonly Import[]): string[] =>
  imports.map(({ file, target }) => `${file} → ${target}`)
const server = importsOf('server')

describe('The layers import only downwards', () => {
  it('the database layer knows nothing of the server', () => {
    expect(shown(importsOf('db').filter(({ target }) => target.startsWith('server/')))).toEqual([])
  })

  it('statistics know the database at most, and pure statistics nothing that does input or output', () => {
    const statistics = server.filter(({ file }) => file.startsWith('server/statistics/'))
    const upwards = statistics.filter(({ target }) => /^server\/(?!statistics\/)/.test(target))
    const impure = statistics.filter(
      ({ file, target, typeOnly }) =>
        !file.endsWith('.queries.ts') && !typeOnly && /^(node:|db\/|kysely|pg$|express)/.test(target),
    )
    expect(shown([...upwards, ...impure])).toEqual([])
  })

  it('what all routes share knows no feature, but for the types of their pages', () => {
    const web = server.filter(({ file, typeOnly }) => file.startsWith('server/web/') && !typeOnly)
    const features = web.filter(({ target }) =>
      FEATURES.some((feature) => target.startsWith(`server/${feature}/`)),
    )
    expect(shown(features)).toEqual([])
  })

  it('a feature uses no routes and no page of another feature', () => {
    const featureOf = (path: string) => /^server\/([^/]+)\//.exec(path)?.[1]
    const crossing = server.filter(
      ({ file, target }) =>
        featureOf(file) !== undefined &&
        featureOf(target) !== featureOf(file) &&
        /\.(routes|page)\.ts$/.test(target) &&
        !target.startsWith('server/web/'),
    )
    expect(shown(crossing)).toEqual([])
  })

  it('only the configuration reads the environment', () => {
    const readers = readdirSync(join(projectRoot, 'server'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'config.ts')
      .filter((name) => readFileSync(join(projectRoot, 'server', name), 'utf8').includes('process.env'))
    expect(readers).toEqual([])
  })
})
