import type { Databases } from '../../db/connect.ts'
import type { Clock } from '../clock.ts'
import type { RecognisedWords } from './recognised-words.ts'

/** What importing dossiers needs, in the program and in the operator's command. */
export interface ImportDeps {
  databases: Databases
  clock: Clock
  dossierSecret: string
  words: RecognisedWords
}
