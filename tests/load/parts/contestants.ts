import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dialect } from '../../../db/connect.ts'
import { fillEmptyDatabase } from '../databases/empty-database.ts'
import { Connection } from '../generator/connection.ts'
import { getRequest } from '../generator/http-request.ts'
import type { RatingChoices } from '../generator/varied-rating.ts'
import { bodyText } from '../generator/ways-to-rate.ts'
import { FORM_FILE } from '../servers/bare-app.ts'
import { startProgram } from '../servers/start-program.ts'
import { type BenchServer, startServer } from '../servers/start-server.ts'
import type { Workbench } from '../workbench.ts'

export const CONTESTANTS = ['floor', 'ours', 'ceiling'] as const
export type ContestantName = (typeof CONTESTANTS)[number]

export interface Contestant {
  name: ContestantName
  databaseUrl: string
  server: BenchServer
  acknowledgedFile: string
}

/** The three servers, each as a process with a database of its own, with the same tables and catalogues. */
export async function startContestants(
  bench: Workbench,
  dialect: Dialect,
): Promise<{ contestants: Contestant[]; choices: RatingChoices }> {
  const { folder } = bench
  const urls = {
    floor: await bench.createDatabase(dialect, 'floor'),
    ours: await bench.createDatabase(dialect, 'ours'),
    ceiling: await bench.createDatabase(dialect, 'ceiling'),
  }
  await fillEmptyDatabase(urls.floor)
  await fillEmptyDatabase(urls.ceiling)
  const choices = await fillEmptyDatabase(urls.ours)

  const ours = await startProgram(bench, urls.ours)
  const formFile = join(folder, 'form.html')
  writeFileSync(formFile, await formOf(ours, choices))
  const bare = (name: 'floor' | 'ceiling') =>
    startServer(join(import.meta.dirname, '..', 'servers', `${dialect}-${name}.ts`), {
      folder,
      variables: { NODE_ENV: 'production', DATABASE_URL: urls[name], [FORM_FILE]: formFile },
    })
  const servers = { floor: await bare('floor'), ours, ceiling: await bare('ceiling') }

  const contestants = CONTESTANTS.map((name) => ({
    name,
    databaseUrl: urls[name],
    server: servers[name],
    acknowledgedFile: join(folder, `acknowledged-${dialect}-${name}.txt`),
  }))
  return { contestants, choices }
}

async function formOf(program: BenchServer, choices: RatingChoices): Promise<string> {
  const connection = await Connection.open(program.url)
  const form = await connection.send(getRequest(`/r/${choices.touchpoints[0]}`))
  connection.close()
  if (form.status !== 200) throw new Error(`the rating form answered ${form.status}`)
  return bodyText(form)
}
