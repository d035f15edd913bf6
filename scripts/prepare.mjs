// Runs on the machine's own Node (20 or newer) before every command: installs what is missing, then builds.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const installed = join(root, 'node_modules', '.installed-lock')
const built = join(root, 'dist', '.built')

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  say('installing packages …')
  run('npm', ['ci', '--include=dev', '--no-progress', '--loglevel=error'])
  writeFileSync(installed, lock)
}

const brought = join(root, 'node_modules', '.bin', 'node')
const node = existsSync(brought) ? brought : process.execPath
const [major = 0] = version(node)
if (major < 22) {
  say(
    `Node ${version(node).join('.')} is too old, and none is brought along for ${process.platform} ${process.arch}: install Node 24.`,
  )
  process.exit(1)
}

if (!existsSync(built) || newest(['server', 'db'], '.ts') > statSync(built).mtimeMs) {
  say('building …')
  run(node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'])
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(built, '')
}

function run(command, args) {
  // What is installed is not for our standard output: a command's answer may be read by a program.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (error || status !== 0) {
    say(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`)
    process.exit(status || 1)
  }
}

function version(executable) {
  return spawnSync(executable, ['--version'], { encoding: 'utf8' })
    .stdout.slice(1)
    .trim()
    .split('.')
    .map(Number)
}

function newest(folders, ending) {
  let latest = statSync(join(root, 'tsconfig.build.json')).mtimeMs
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true })) {
      if (entry.endsWith(ending)) latest = Math.max(latest, statSync(join(root, folder, entry)).mtimeMs)
    }
  }
  return latest
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
