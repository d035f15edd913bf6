import { connect } from '../../../db/connect.ts'
import { verifyTallies } from '../../../server/responses/verify-tallies.ts'
import { checkAcknowledged, type KeyCheck } from '../databases/missing-keys.ts'
import { textTable } from '../text-table.ts'
import type { Contestant, ContestantName } from './contestants.ts'

export interface AfterLoad extends KeyCheck {
  name: ContestantName
  /** Tallies that differ from the responses counted anew; null for the bare servers, which keep none. */
  differingTallies: number | null
}

/** Looks, once the servers have ended, whether all that they acknowledged is there, and counted once. */
export function checkAfterLoad(contestants: readonly Contestant[]): Promise<AfterLoad[]> {
  return Promise.all(contestants.map(checkOne))
}

async function checkOne({ name, databaseUrl, acknowledgedFile }: Contestant): Promise<AfterLoad> {
  const databases = connect(databaseUrl)
  try {
    const keys = await checkAcknowledged(databases.read, acknowledgedFile)
    const differingTallies = name === 'ours' ? (await verifyTallies(databases.read)).differences.length : null
    return { name, ...keys, differingTallies }
  } finally {
    await databases.close()
  }
}

export function afterLoadTable(checks: readonly AfterLoad[]): string {
  return textTable(
    ['after all rounds', 'acknowledged', 'of them not stored', 'tallies that differ'],
    checks.map((check) => [check.name, check.acknowledged, check.missing, check.differingTallies]),
  )
}
