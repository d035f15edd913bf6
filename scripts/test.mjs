// `npm test`: everything that must hold, quickest first. Arguments go to vitest: `npm test -- tests/responses`.
import { spawnSync } from 'node:child_process'

const steps = [
  ['types', 'tsc', ['--noEmit']],
  ['types of the client scripts', 'tsc', ['-p', 'public/js']],
  ['types of the views', 'node', ['scripts/check-views.ts']],
  ['lint and format', 'biome', ['check', '.']],
  ['tests', 'vitest', ['run', ...process.argv.slice(2)]],
]

for (const [name, command, args] of steps) {
  process.stdout.write(`\n— ${name}\n`)
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (error || status !== 0) {
    process.stderr.write(`\n${name}: failed${error ? ` (${error.message})` : ''}\n`)
    process.exit(status || 1)
  }
}
