import type { Databases } from '../../db/connect.ts'
import { countExpired, deleteExpired } from './delete-expired.ts'

/** Deletes what has been kept long enough, or says how much that would be. */
export async function retention(
  databases: Databases,
  { dryRun, now, print }: { dryRun: boolean; now: Date; print: (line: string) => void },
): Promise<void> {
  const { comments, dossiers, ratedDossiers, deviceEvents } = dryRun
    ? await countExpired(databases.read, now)
    : await deleteExpired(databases, now)
  print(dryRun ? 'Kept long enough, nothing deleted yet:' : 'Deleted:')
  print(`  words of comments          ${comments}`)
  print(`  dossiers                   ${dossiers}`)
  print(`  marks of rated dossiers    ${ratedDossiers}`)
  print(`  settled events of devices  ${deviceEvents}`)
}
