import { join } from 'node:path'
import type { Dialect } from '../../../db/connect.ts'
import { connect } from '../../../db/connect.ts'
import { fillEmptyDatabase } from '../databases/empty-database.ts'
import { startLoadGenerator } from '../generator/start-load-generator.ts'
import type { Goal } from '../goals.ts'
import { memoryMb } from '../process-usage.ts'
import { say } from '../say.ts'
import { startProgram } from '../servers/start-program.ts'
import { textTable } from '../text-table.ts'
import type { Workbench } from '../workbench.ts'
import { writeDossierFile } from './dossier-file.ts'
import { type ImportTimes, importByForm } from './import-by-form.ts'
import { sessionCookie } from './session-cookie.ts'

const MOST_SECONDS_PER_MILLION = 120
const MOST_MEMORY_MB = 300
const CONNECTIONS = 16

/** (g): a large list of dossiers is imported alone; then people rate while another one is. */
export async function measureDossierImport(bench: Workbench, dialect: Dialect) {
  const { dossiers: rows, measureMs, warmUpMs } = bench.options
  say(`${dialect}: import of ${rows} dossiers`)
  const databaseUrl = await bench.createDatabase(dialect, 'dossiers')
  const choices = await fillEmptyDatabase(databaseUrl)
  const [large, other] = [join(bench.folder, 'large.csv'), join(bench.folder, 'other.csv')]
  await writeDossierFile(large, databaseUrl, { rows, series: 'H36.50' })
  await writeDossierFile(other, databaseUrl, { rows: Math.ceil(rows / 10), series: 'H36.51' })
  const server = await startProgram(bench, databaseUrl)
  const generator = startLoadGenerator()
  const rate = (seed: number) =>
    generator.run({
      url: server.url,
      way: 'rating',
      connections: CONNECTIONS,
      warmUpMs,
      measureMs,
      choices,
      seed,
      serverPid: server.pid,
      databasePid: null,
      acknowledgedFile: join(bench.folder, 'acknowledged-dossiers.txt'),
    })
  try {
    const cookie = await sessionCookie(databaseUrl)
    const times = await importByForm(server.url, cookie, large)
    const memory = memoryMb(server.pid).most
    const alone = await rate(1)
    const importing = importByForm(server.url, cookie, other)
    const beside = await rate(2)
    await importing
    return { dialect, rows, times, memory, alone, beside, counted: await countDossiers(databaseUrl) }
  } finally {
    generator.stop()
    await server.stop()
  }
}

export type DossierImportReport = Awaited<ReturnType<typeof measureDossierImport>>

/** Stored dossiers, and what the tallies say of them. */
async function countDossiers(databaseUrl: string): Promise<{ stored: number; tallied: number }> {
  const databases = connect(databaseUrl)
  try {
    const { stored } = await databases.read
      .selectFrom('dossier')
      .select((eb) => eb.fn.countAll<number>().as('stored'))
      .executeTakeFirstOrThrow()
    const { tallied } = await databases.read
      .selectFrom('dossier_tally')
      .select((eb) => eb.fn.sum<number>('dossiers').as('tallied'))
      .executeTakeFirstOrThrow()
    return { stored: Number(stored), tallied: Number(tallied) }
  } finally {
    await databases.close()
  }
}

export function dossierImportText({ rows, times, memory, alone, beside }: DossierImportReport): string {
  return [
    textTable(
      [`${rows.toLocaleString('en')} dossiers`, 'seconds'],
      [
        ['sent', times.sendingSeconds],
        ['checked', times.checkingSeconds],
        ['imported', times.importingSeconds],
        ['in all', inAll(times)],
      ],
    ),
    textTable(
      [`${CONNECTIONS} connections`, 'ratings/s', 'p50 ms', 'p99 ms', 'refused'],
      [
        ['alone', alone.ratingsPerSecond, alone.p50Ms, alone.p99Ms, alone.refused],
        ['beside an import', beside.ratingsPerSecond, beside.p50Ms, beside.p99Ms, beside.refused],
      ],
    ),
    `The program's memory, the most while importing: ${Math.round(memory)} MB; the page saw ${times.progressSeen} steps of progress.`,
  ].join('\n\n')
}

function inAll({ sendingSeconds, checkingSeconds, importingSeconds }: ImportTimes): number {
  return sendingSeconds + checkingSeconds + importingSeconds
}

export function dossierImportGoals({
  dialect,
  rows,
  times,
  memory,
  beside,
  counted,
}: DossierImportReport): Goal[] {
  const part = 'g'
  return [
    {
      part,
      what: `${dialect}: ${rows.toLocaleString('en')} dossiers sent, checked, imported`,
      atMost: (MOST_SECONDS_PER_MILLION * rows) / 1e6,
      unit: 's',
      measured: inAll(times),
    },
    {
      part,
      what: `${dialect}: memory while importing`,
      atMost: MOST_MEMORY_MB,
      unit: 'MB',
      measured: memory,
    },
    {
      part,
      what: `${dialect}: dossiers that are missing, or not in the tallies`,
      atMost: 0,
      unit: '',
      measured: rows + Math.ceil(rows / 10) - Math.min(counted.stored, counted.tallied),
    },
    {
      part,
      what: `${dialect}: ratings refused beside an import`,
      atMost: 0,
      unit: '',
      measured: beside.refused,
    },
  ]
}
