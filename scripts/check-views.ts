// Compiles every view to TypeScript against the page model named in its first line, and has tsc check it:
// EJS itself prints nothing for a misspelt property. Line numbers are those of the view.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const root = join(import.meta.dirname, '..')
const views = join(root, 'views')
const out = join(root, '.cache', 'views')
const HEADER = /^<%# page: (\w+(?:\[\])?) from (server\/[\w/.-]+\.ts) %>/
const TAG = /<%([_=#-]?)([\s\S]*?)[_-]?%>/g

interface Model {
  type: string
  from: string
}

const names = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ejs'),
)
const models = new Map(names.map((name) => [name, modelOf(name)]))

rmSync(out, { recursive: true, force: true })
for (const name of names) {
  const target = join(out, name.replace(/\.ejs$/, '.view.ts'))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, compiled(name))
}
writeFileSync(
  join(out, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.json',
    compilerOptions: {
      rootDir: '../..',
      noUnusedLocals: false,
      noUnusedParameters: false,
      allowImportingTsExtensions: true,
      noPropertyAccessFromIndexSignature: true,
    },
    include: ['**/*.ts', '../../server/**/*.d.ts'],
  }),
)
const { status, stdout } = spawnSync('tsc', ['--noEmit', '--pretty', 'false', '-p', out], {
  encoding: 'utf8',
})
process.stdout.write(stdout.replace(/^.*?\.cache\/views\/(.+?)\.view\.ts/gm, 'views/$1.ejs'))
process.stdout.write(status === 0 ? `${names.length} views agree with their page models\n` : '')
process.exitCode = status ?? 1

function modelOf(name: string): Model {
  const [, type, from] = HEADER.exec(readFileSync(join(views, name), 'utf8')) ?? []
  if (!type || !from) throw new Error(`views/${name} does not name its page model in its first line`)
  return { type, from }
}

function compiled(name: string): string {
  const text = readFileSync(join(views, name), 'utf8')
  let code = ''
  let end = 0
  for (const tag of text.matchAll(TAG)) {
    code += lineBreaks(text.slice(end, tag.index))
    end = tag.index + tag[0].length
    const [, kind, inner = ''] = tag
    if (kind === '#') code += lineBreaks(inner)
    else if (kind === '=' || kind === '-') code += `out(${inner});`
    else code += `${inner};`
  }
  return `${head(name, text)}${code}\n}\n`
}

function head(name: string, text: string): string {
  const includes = [...text.matchAll(/include\(\s*'([^']+)'/g)].map(([, path]) => path as string)
  const known = [...new Set(includes)].map((path) => {
    const model = models.get(`${normalize(join(dirname(name), path))}.ejs`)
    if (!model) throw new Error(`views/${name} includes ${path}, which is not there`)
    return `'${path}': ${importOf(model)}`
  })
  const model = models.get(name) as Model
  return [
    `interface Includes { ${known.join('; ')} }`,
    'declare function out(value: string | number): void',
    'declare function include<Path extends keyof Includes>(path: Path, locals: { page: Includes[Path] }): string',
    `declare const t: import('${importPath('server/web/i18n.ts')}').Translate`,
    'declare const locale: string',
    'declare function asset(path: string): string',
    'declare const csrfToken: string',
    `export function view(page: ${importOf(model)}): void {`,
  ].join('; ')
}

function importOf({ type, from }: Model): string {
  return `import('${importPath(from)}').${type}`
}

function importPath(path: string): string {
  return join(root, path)
}

function lineBreaks(text: string): string {
  return text.replace(/[^\n]/g, '')
}
