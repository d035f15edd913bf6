import { type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import {
  type Catalogue,
  catalogueOf,
  cubeScope,
  loadCatalogue,
  treeOf,
} from '../dashboard/dashboard.queries.ts'
import { namesOf } from '../dashboard/names.ts'
import { servedDossiers } from '../dashboard/served-dossiers.ts'
import { tallySource } from '../dashboard/tally-source.ts'
import { countFlags } from '../review/flag.queries.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { isSimulated } from '../settings/setting.queries.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { civilDate, periodKey } from '../statistics/reporting-period.ts'
import { monthsWithRatings } from '../statistics/tally.queries.ts'
import { csvDocument } from '../web/csv.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { dataDictionaryPage } from './data-dictionary.page.ts'
import { openDataRecords } from './open-data.ts'
import { type PublicFigures, publicFigures } from './public-figures.ts'
import { type PublishedQuarter, publishedQuarters } from './published-quarters.ts'
import { parseQuarter } from './results.input.ts'
import { resultsPage } from './results.page.ts'

const PUBLIC = 'public, max-age=60'

interface Asked {
  catalogue: Catalogue
  today: string
  rules: FigureRules
  locale: Locale
  t: Translate
}

/** What everybody may see, as a page and as open data. */
export function resultsRoutes({ databases, clock, renderPage, translations }: Deps): Router {
  const router = Router()
  const db = databases.read
  const source = tallySource(db)

  router.get('/results', async (request, response) => {
    const asked = parseQuarter(request.query)
    const today = civilDate(clock())
    const quarters = publishedQuarters((await monthsWithRatings(db))?.first ?? null, today)
    const quarter = asked
      ? quarters.find((one) => periodKey(one.quarter) === periodKey(asked))
      : (quarters.find((one) => one.isComplete) ?? quarters[0])
    const [words, rules] = [wordsOf(response), settingsOf(response)]
    const figures = quarter
      ? await figuresOf(quarter, {
          catalogue: await loadCatalogue(db),
          today,
          rules,
          locale: response.locals['locale'],
          t: words.t,
        })
      : null
    keep(response)
    const page = resultsPage({
      figures,
      asked: asked ? words.format.period(asked) : '',
      quarters,
      confirmed: quarter
        ? (await countFlags(db, null, quarter.counted)).confirmed
        : { days: 0, responses: 0 },
      dossiersReportedOn: await source.dossiersReportedOn(),
      rules,
      words,
    })
    renderPage(response, 'results/results', page)
  })

  router.get('/results.csv', async (_request, response) => {
    const today = civilDate(clock())
    const quarters = publishedQuarters((await monthsWithRatings(db))?.first ?? null, today)
    const [catalogue, simulated] = await Promise.all([loadCatalogue(db), isSimulated(db)])
    const figures: PublicFigures[] = []
    for (const quarter of quarters)
      figures.push(
        await figuresOf(quarter, {
          catalogue,
          today,
          rules: settingsOf(response),
          locale: 'vi',
          t: translations.vi,
        }),
      )
    response
      .set('Cache-Control', PUBLIC)
      .attachment('thuoc-do-results.csv')
      .type('text/csv')
      .send(csvDocument(openDataRecords(figures, { simulated })))
  })

  router.get('/results/data-dictionary', (_request, response) => {
    keep(response)
    renderPage(
      response,
      'results/data-dictionary',
      dataDictionaryPage(settingsOf(response), wordsOf(response)),
    )
  })

  return router

  async function figuresOf(
    quarter: PublishedQuarter,
    { catalogue, today, rules, locale, t }: Asked,
  ): Promise<PublicFigures> {
    const tree = treeOf(catalogue, 'then', quarter.counted)
    const scope = cubeScope(catalogue, tree, rules)
    const [cube, dossiers] = await Promise.all([
      source.cube({ period: quarter.counted, view: 'then', today, scope }),
      source.dossiers(quarter.counted),
    ])
    const served = servedDossiers(dossiers, cube.answering, tree)
    const atTheTime = { today: quarter.counted.from, locale, t, format: formatFor(locale, t) }
    const named = catalogueOf(catalogue, 'then', { period: quarter.counted, today })
    const names = namesOf({ catalogue: named, ...atTheTime })
    const everything = t('results:all')
    return publicFigures({ quarter, catalogue, tree, cube, served, rules, names, everything })
  }
}

/** A page may be kept for a minute, by language; one that sets the language belongs to one reader. */
function keep(response: Response): void {
  const isOnesOwn = response.getHeader('Set-Cookie') !== undefined
  response.set('Cache-Control', isOnesOwn ? 'private, no-cache' : PUBLIC).vary('Cookie')
}

function wordsOf(response: Response) {
  const t: Translate = response.locals['t']
  return { t, format: formatFor(response.locals['locale'], t) }
}
