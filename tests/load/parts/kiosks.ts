import { join } from 'node:path'
import { connect } from '../../../db/connect.ts'
import { verifyTallies } from '../../../server/responses/verify-tallies.ts'
import type { SignedItem, TestDevice } from '../../support/device.ts'
import { fillEmptyDatabase } from '../databases/empty-database.ts'
import { checkAcknowledged } from '../databases/missing-keys.ts'
import { startLoadGenerator } from '../generator/start-load-generator.ts'
import type { Goal } from '../goals.ts'
import { quantile } from '../quantile.ts'
import { say } from '../say.ts'
import { startProgram } from '../servers/start-program.ts'
import { textTable } from '../text-table.ts'
import type { Workbench } from '../workbench.ts'
import { backlogOf, enrolFleet, prepareFleet, sendBacklog, sendHeartbeats } from './kiosk-fleet.ts'

const FLEET = 500
const BACKLOG = 2000
const CONNECTIONS = 64

/** (f): 64 people rate while 500 kiosks report and one of them comes back with a backlog. */
export async function measureKiosks(bench: Workbench) {
  const { warmUpMs, kiosksMs } = bench.options
  const databaseUrl = await bench.createDatabase('sqlite', 'kiosks')
  const choices = await fillEmptyDatabase(databaseUrl)
  const codes = await prepareFleet(databaseUrl, FLEET)
  const server = await startProgram(bench, databaseUrl)
  const generator = startLoadGenerator()
  const acknowledgedFile = join(bench.folder, 'acknowledged-kiosks.txt')
  try {
    say(`kiosks: enrolling ${FLEET}`)
    const fleet = await enrolFleet(server.url, codes)
    const [returning] = fleet as [TestDevice, ...TestDevice[]]
    const items = backlogOf(returning, BACKLOG)
    const rate = (seed: number) =>
      generator.run({
        url: server.url,
        way: 'rating',
        connections: CONNECTIONS,
        warmUpMs,
        measureMs: kiosksMs,
        choices,
        seed,
        serverPid: server.pid,
        databasePid: null,
        acknowledgedFile,
      })
    say('kiosks: ratings without them, then with them')
    const alone = await rate(1)
    const [beside, heartbeats, backlog] = await Promise.all([
      rate(2),
      sendHeartbeats(server.url, fleet, warmUpMs + kiosksMs),
      sendBacklog(server.url, returning, items),
    ])
    await server.stop()
    const after = await checkAfter(databaseUrl, acknowledgedFile, items)
    return { kiosksMs, alone, beside, heartbeats, backlog, after }
  } finally {
    generator.stop()
    await server.stop()
  }
}

export type KiosksReport = Awaited<ReturnType<typeof measureKiosks>>

/** Whether all that was acknowledged is there, the backlog once and in its order. */
async function checkAfter(databaseUrl: string, acknowledgedFile: string, items: readonly SignedItem[]) {
  const databases = connect(databaseUrl)
  try {
    const { acknowledged, missing } = await checkAcknowledged(databases.read, acknowledgedFile)
    const stored = await databases.read
      .selectFrom('response')
      .select(['submission_key', 'device_sequence'])
      .where('device_id', 'is not', null)
      .orderBy('device_sequence')
      .execute()
    const misplaced = items.filter(({ body, sequence }, index) => {
      const { submission_key, device_sequence } = stored[index] ?? {}
      return submission_key !== JSON.parse(body).submissionKey || device_sequence !== sequence
    })
    const { differences } = await verifyTallies(databases.read)
    return {
      acknowledged,
      missing,
      misplaced: misplaced.length + stored.length - items.length,
      differingTallies: differences.length,
    }
  } finally {
    await databases.close()
  }
}

export function kiosksText({ alone, beside, heartbeats, backlog, after }: KiosksReport): string {
  const { latenciesMs } = heartbeats
  return [
    textTable(
      ['64 connections', 'ratings/s', 'p50 ms', 'p99 ms', 'refused'],
      [
        ['without kiosks', alone.ratingsPerSecond, alone.p50Ms, alone.p99Ms, alone.refused],
        ['beside kiosks', beside.ratingsPerSecond, beside.p50Ms, beside.p99Ms, beside.refused],
      ],
    ),
    textTable(
      ['kiosks', 'sent', 'p50 ms', 'p99 ms', 'refused'],
      [
        [
          `heartbeats, ${FLEET} kiosks each once a minute`,
          latenciesMs.length + heartbeats.refused,
          quantile(latenciesMs, 0.5),
          quantile(latenciesMs, 0.99),
          heartbeats.refused,
        ],
        [
          `backlog of ${BACKLOG.toLocaleString('en')}, batches`,
          backlog.latenciesMs.length,
          quantile(backlog.latenciesMs, 0.5),
          quantile(backlog.latenciesMs, 0.99),
          backlog.putOff,
        ],
      ],
    ),
    `The backlog was through after ${(backlog.ms / 1000).toFixed(1)} s. Afterwards: ${after.acknowledged} ratings acknowledged, ${after.missing} of them not stored, ${after.misplaced} of the backlog missing, double or out of order, ${after.differingTallies} tallies that differ.`,
  ].join('\n\n')
}

export function kiosksGoals({ beside, heartbeats, after }: KiosksReport): Goal[] {
  const none = (what: string, measured: number): Goal => ({ part: 'f', what, atMost: 0, unit: '', measured })
  return [
    none('acknowledged ratings that are not stored', after.missing),
    none('responses of the backlog missing, double or out of order', after.misplaced),
    none('tallies that differ after load', after.differingTallies),
    none('ratings and heartbeats refused', beside.refused + heartbeats.refused),
  ]
}
