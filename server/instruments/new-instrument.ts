import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../project.ts'
import type { NewInstrument } from './details.input.ts'
import { choice, type InstrumentContent, instrumentContent, OVERALL_ITEM } from './instrument.ts'

const scales = z
  .strictObject({
    five: z.array(choice).length(5),
    three: z.array(choice).length(3),
    yesNo: z.array(choice).length(2),
  })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'db', 'seed', 'instrument-scales.json'), 'utf8')))

/** The first version of a questionnaire: it asks for the overall rating, on its scale. */
export function newInstrument(form: NewInstrument): InstrumentContent {
  const isFive = form.levels === 'five'
  const type = isFive ? 'rating' : 'three_level'
  return instrumentContent.parse({
    instrument: form.code,
    version: 1,
    title: { vi: form.title_vi, en: form.title_en },
    source: form.source,
    ...(isFive ? { scale: scales.five } : { threeLevels: scales.three }),
    items: [
      {
        id: OVERALL_ITEM[type],
        type,
        required: true,
        factor: null,
        text: { vi: form.overall_vi, en: form.overall_en },
        short: { vi: 'Hài lòng chung', en: 'Overall satisfaction' },
        noOpinion: null,
        source: form.source,
        confidence: 'own',
      },
    ],
    comment: { text: { vi: form.comment_vi, en: form.comment_en }, source: form.source },
  })
}

/** What the form of a new item begins with. */
export function firstValues(type: string): Record<string, string> {
  if (type !== 'yes_no') return {}
  return Object.fromEntries(
    scales.yesNo.flatMap(({ code, text }) =>
      Object.entries(text).map(([lang, word]) => [`choice_${code}_${lang}`, word]),
    ),
  )
}
