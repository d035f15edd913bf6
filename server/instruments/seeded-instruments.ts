import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project.ts'
import { type InstrumentContent, instrumentContent } from './instrument.ts'

const SEED = join(projectRoot, 'db', 'seed')

/** The questionnaires that come with the program, published. */
export function seededVersions(): InstrumentContent[] {
  return seeded(/^instrument-.+-\d+\.json$/)
}

/** Those that come as drafts, because the wording of some item is not verified. */
export function seededDrafts(): InstrumentContent[] {
  return seeded(/^instrument-.+-\d+\.draft\.json$/)
}

function seeded(name: RegExp): InstrumentContent[] {
  return readdirSync(SEED)
    .filter((file) => name.test(file))
    .sort()
    .map((file) => instrumentContent.parse(JSON.parse(readFileSync(join(SEED, file), 'utf8'))))
}
