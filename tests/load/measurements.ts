import type { Dialect } from '../../db/connect.ts'
import type { Part } from './bench-options.ts'
import type { Goal } from './goals.ts'
import { dossierImportGoals, dossierImportText, measureDossierImport } from './parts/dossier-import.ts'
import { kiosksGoals, kiosksText, measureKiosks } from './parts/kiosks.ts'
import { measurePages, pagesGoals, pagesText } from './parts/pages.ts'
import { measureRatings, ratingsGoals, ratingsText } from './parts/ratings.ts'
import { measureStartAndMemory, startGoals, startText } from './parts/start-and-memory.ts'
import { measureUnitHistory, unitHistoryGoals, unitHistoryText } from './parts/unit-history.ts'
import { measureWire, wireGoals, wireText } from './parts/wire.ts'
import type { Workbench } from './workbench.ts'

export interface Measured {
  title: string
  text: string
  goals: Goal[]
  /** Every figure, for the file. */
  report: object
}

type Measurement = (bench: Workbench) => Promise<Measured>

export const measurements: Record<Part, Measurement[]> = {
  a: [(bench) => ratings(bench, 'a', 'sqlite')],
  b: [(bench) => pages(bench, 'b', 'sqlite', bench.options.sizes)],
  c: [wire],
  d: [startAndMemory],
  e: [
    (bench) => ratings(bench, 'e', 'postgres'),
    (bench) => pages(bench, 'e', 'postgres', bench.options.postgresSizes),
  ],
  f: [kiosks],
  g: [(bench) => dossierImport(bench, 'sqlite'), (bench) => dossierImport(bench, 'postgres')],
  h: [(bench) => unitHistory(bench, 'sqlite'), (bench) => unitHistory(bench, 'postgres')],
}

const NAMES: Record<Dialect, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' }

async function ratings(bench: Workbench, part: Part, dialect: Dialect): Promise<Measured> {
  const report = await measureRatings(bench, dialect)
  const title = `(${part}) Ratings on ${NAMES[dialect]}`
  return { title, text: ratingsText(report), goals: ratingsGoals(part, report), report }
}

async function pages(
  bench: Workbench,
  part: Part,
  dialect: Dialect,
  sizes: readonly number[],
): Promise<Measured> {
  const report = await measurePages(bench, dialect, sizes)
  const title = `(${part}) Pages on ${NAMES[dialect]}`
  return { title, text: pagesText(report), goals: pagesGoals(part, report), report }
}

async function wire(bench: Workbench): Promise<Measured> {
  const report = await measureWire(bench)
  return {
    title: '(c) The rating form over the wire',
    text: wireText(report),
    goals: wireGoals(report),
    report,
  }
}

async function startAndMemory(bench: Workbench): Promise<Measured> {
  const report = await measureStartAndMemory(bench)
  return { title: '(d) Start and memory', text: startText(report), goals: startGoals(report), report }
}

async function kiosks(bench: Workbench): Promise<Measured> {
  const report = await measureKiosks(bench)
  return { title: '(f) Kiosks beside ratings', text: kiosksText(report), goals: kiosksGoals(report), report }
}

async function dossierImport(bench: Workbench, dialect: Dialect): Promise<Measured> {
  const report = await measureDossierImport(bench, dialect)
  return {
    title: `(g) Import of dossiers on ${NAMES[dialect]}`,
    text: dossierImportText(report),
    goals: dossierImportGoals(report),
    report,
  }
}

async function unitHistory(bench: Workbench, dialect: Dialect): Promise<Measured> {
  const report = await measureUnitHistory(bench, dialect)
  return {
    title: `(h) A history of units on ${NAMES[dialect]}`,
    text: unitHistoryText(report),
    goals: unitHistoryGoals(report),
    report,
  }
}
