import type { Db } from '../../db/schema.ts'
import { cellsByMonth } from '../comments/read-comments.ts'
import { listVersions, type PublishedVersion } from '../instruments/instrument.queries.ts'
import { type InstrumentItem, isCoded } from '../instruments/instrument.ts'
import { startOfDay } from '../statistics/civil-date.ts'
import { splitPeriod } from '../statistics/reporting-period.ts'
import { versionsAnswered } from '../statistics/tally.queries.ts'
import { figureOfSelection } from './figure-of-selection.ts'
import { type OptionsResult, optionsResult } from './item-results.ts'
import { itemTallies } from './item-tallies.ts'
import type { Material } from './material.ts'
import { type NumberResult, numberResult } from './number-result.ts'
import { tallyFilter } from './tally-filter.ts'
import type { TallySource } from './tally-source.ts'
import { type WrittenAnswers, writtenAnswers } from './written-answers.queries.ts'
import { type WrittenText, writtenTexts } from './written-texts.ts'

export type ItemResult = { item: InstrumentItem } & (
  | { kind: 'options'; result: OptionsResult }
  | { kind: 'number'; result: NumberResult }
  /** Null where the page is narrowed by what no text may be narrowed by. */
  | { kind: 'text'; texts: WrittenText[] | null }
)

/** What was answered to each question of one version; `nothing` says why there is nothing to show. */
export type QuestionResults =
  | { nothing: 'months_only' | 'suppressed' | 'no_responses' }
  | {
      nothing: null
      /** Those that were answered. */
      versions: readonly PublishedVersion[]
      version: PublishedVersion
      items: ItemResult[]
    }

export interface QuestionsDeps {
  db: Db
  source: TallySource
  /** Whether the reader may read comments of a unit. */
  mayReadComments(unitId: string): boolean
}

export async function loadQuestions(
  deps: QuestionsDeps,
  material: Material,
  versionId: string,
): Promise<QuestionResults> {
  const { question, tree } = material
  const { months, days } = splitPeriod(question.period)
  if (days.length > 0) return { nothing: 'months_only' }
  if (figureOfSelection(material).state === 'suppressed') return { nothing: 'suppressed' }
  const answered = await versionsAnswered(deps.db, months, tallyFilter(question, tree))
  const versions = (await listVersions(deps.db)).filter(({ id }) => answered.has(id))
  const version = versions.find(({ id }) => id === versionId) ?? versions[0]
  if (version === undefined) return { nothing: 'no_responses' }
  return { nothing: null, versions, version, items: await itemsOf(deps, material, version) }
}

async function itemsOf(
  { db, source, mayReadComments }: QuestionsDeps,
  material: Material,
  version: PublishedVersion,
): Promise<ItemResult[]> {
  const { question, tree, rules, today } = material
  const coded = version.content.items.filter(isCoded)
  const tallyOf = await itemTallies(
    source,
    material,
    coded.map(({ id }) => id),
  )
  const filter = tallyFilter(question, tree)
  const hasWritten = coded.length < version.content.items.length
  const written = hasWritten ? await writtenAnswers(db, version.id, question.period, filter) : []
  const { minimumCell } = rules
  const textRules = {
    mayRead: mayReadComments,
    cellsOf: cellsByMonth(db, { unitIds: filter.unitIds ? new Set(filter.unitIds) : null, minimumCell }),
    receivedBefore: startOfDay(today),
    narrowedBy: question,
  }
  return Promise.all(version.content.items.map(resultOf))

  async function resultOf(item: InstrumentItem): Promise<ItemResult> {
    if (item.type === 'number') return { item, kind: 'number', result: numbersOf(written, item.id) }
    if (item.type === 'text')
      return { item, kind: 'text', texts: await writtenTexts(written, item.id, textRules) }
    const result = optionsResult(item, version.content, tallyOf(item.id, version.id))
    return { item, kind: 'options', result }
  }

  function numbersOf(answers: readonly WrittenAnswers[], itemId: string): NumberResult {
    return numberResult(answers, itemId, minimumCell)
  }
}
