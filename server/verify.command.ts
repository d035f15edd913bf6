import type { Databases } from '../db/connect.ts'
import type { Config } from './config.ts'
import { alteredInstrumentVersions } from './instruments/verify-instrument-versions.ts'
import { STEPS } from './invitations/dossier-tally.ts'
import { verifyDossierTally } from './invitations/verify-dossier-tally.ts'
import type { TallyDifference } from './responses/tally-difference.ts'
import { verifyTallies } from './responses/verify-tallies.ts'

/** Checks the stored figures against the responses and dossiers and says what differs. @returns true when all is equal. */
export async function verify(
  { read }: Databases,
  config: Config,
  print: (line: string) => void,
): Promise<boolean> {
  const altered = await alteredInstrumentVersions(read, config.sessionSecret)
  for (const id of altered) print(`instrument version ${id}: it is not as it was published`)

  const progress = progressLine()
  const { responses, differences } = await verifyTallies(read, progress.show)
  progress.end()
  const dossiers = await verifyDossierTally(read)
  const all = [...differences, ...dossiers.differences]
  for (const difference of all) print(describe(difference))
  if (dossiers.from !== null) {
    print(
      `Dossiers finished before ${dossiers.from} were deleted after their time: their tallies are not counted anew.`,
    )
  }

  const sound = altered.length === 0 && all.length === 0
  print(
    sound
      ? `All is equal: ${responses} responses and ${dossiers.dossiers} dossiers counted anew, every tally agrees, every instrument version is as published.`
      : `NOT equal: ${all.length} tallies and ${altered.length} instrument versions differ (${responses} responses and ${dossiers.dossiers} dossiers counted).`,
  )
  return sound
}

const RATINGS = ['1', '2', '3', '4', '5', 'no opinion']
const COUNTS = {
  tally_day: RATINGS,
  tally_month: RATINGS,
  touchpoint_hour: ['responses'],
  dossier_tally: STEPS,
} as const

function describe({ table, row, stored, counted }: TallyDifference): string {
  const show = (counts: readonly number[] | null) =>
    counts === null
      ? 'nothing'
      : COUNTS[table].map((name, index) => `${name}:${counts[index] ?? 0}`).join(' ')
  return `${table} ${row.join(' / ')}: stored ${show(stored)}, counted ${show(counted)}`
}

/** A counter on one line, where somebody is watching. */
function progressLine() {
  const { stderr } = process
  return {
    show: (responses: number) => {
      if (stderr.isTTY) stderr.write(`\r${responses} responses counted …`)
    },
    end: () => {
      if (stderr.isTTY) stderr.write('\r\u001b[K')
    },
  }
}
