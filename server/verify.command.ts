import type { Databases } from '../db/connect.ts'
import type { Config } from './config.ts'
import { alteredInstrumentVersions } from './instruments/verify-instrument-versions.ts'
import { type Difference, verifyTallies } from './responses/verify-tallies.ts'

/** Checks the stored figures against the responses and says what differs. @returns true when all is equal. */
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
  for (const difference of differences) print(describe(difference))

  const sound = altered.length === 0 && differences.length === 0
  print(
    sound
      ? `All is equal: ${responses} responses counted anew, every tally agrees, every instrument version is as published.`
      : `NOT equal: ${differences.length} tallies and ${altered.length} instrument versions differ (${responses} responses counted).`,
  )
  return sound
}

function describe({ table, row, stored, counted }: Difference): string {
  return `${table} ${row.join(' / ')}: stored ${show(stored)}, counted ${show(counted)}`
}

function show(counts: Difference['stored']): string {
  return counts
    ? `1:${counts[0]} 2:${counts[1]} 3:${counts[2]} 4:${counts[3]} 5:${counts[4]} no opinion:${counts[5]}`
    : 'nothing'
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
