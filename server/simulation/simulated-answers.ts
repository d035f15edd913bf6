import { type CodedItem, highestCode, type InstrumentContent, isCoded } from '../instruments/instrument.ts'
import type { Answer } from '../responses/submission.ts'
import { type Random, weightedDraw } from './random.ts'

/** Above 0 a person is satisfied; the share above follows from the mean of the latent satisfaction. */
const VERY_SATISFIED = 1.15
const DISSATISFIED = -0.75
const VERY_DISSATISFIED = -1.4

/** The five-level rating of a latent satisfaction. */
export function ratingOf(served: number): number {
  if (served >= VERY_SATISFIED) return 5
  if (served >= 0) return 4
  if (served >= DISSATISFIED) return 3
  return served >= VERY_DISSATISFIED ? 2 : 1
}

/** How much of an item's rating is the same as the overall one: the items of one person resemble each other. */
const LOADING = 0.85
const OWN = Math.sqrt(1 - LOADING ** 2)
/** About where satisfaction lies on average. */
const AVERAGE = 1.2

/** How an item stands against the overall rating. */
const EASE: Readonly<Record<string, number>> = {
  access: 0.1,
  procedure: -0.15,
  staff: 0.2,
  result: 0.05,
  feedback: -0.2,
}

/** «No result yet» and «I have never given feedback» are common answers; no opinion about the rest is rare. */
const NO_OPINION: Readonly<Record<string, number>> = { result: 0.11, feedback: 0.36, extra_payment: 0.05 }
const RARELY_NO_OPINION = 0.025

/** Weights of the codes of a choice item, when all went well and when it did not. */
const CHOICES: Readonly<Record<string, { well: readonly number[]; badly: readonly number[] }>> = {
  punctuality: { well: [0.24, 0.64, 0.05, 0.07], badly: [0.05, 0.36, 0.47, 0.12] },
  visits: { well: [0.6, 0.3, 0.1], badly: [0.22, 0.35, 0.43] },
  extra_payment: { well: [0.992, 0.008], badly: [0.94, 0.06] },
}

const ONLY_OVERALL = 0.17
const SKIPPED = 0.03

/** The answers to a questionnaire besides its overall rating; an item that is missing was not answered. */
export function answersTo(
  content: InstrumentContent,
): (served: number, random: Random) => Record<string, Answer> {
  const items = content.items
    .filter(isCoded)
    .filter((item) => item.id !== 'overall')
    .map(simulatedItem)
  return (served, random) => {
    const skipping = random.fraction() < ONLY_OVERALL ? 1 : SKIPPED
    const answers: Record<string, Answer> = {}
    for (const { id, required, noOpinion, opinion } of items) {
      if (!required && random.fraction() < skipping) continue
      answers[id] = random.fraction() < noOpinion ? null : opinion(served, random)
    }
    return answers
  }
}

function simulatedItem(item: CodedItem) {
  const { id, required } = item
  const mayHaveNone = item.noOpinion !== null && !required
  return {
    id,
    required,
    noOpinion: mayHaveNone ? (NO_OPINION[id] ?? RARELY_NO_OPINION) : 0,
    opinion: item.type === 'rating' ? ratingItem(id) : choiceItem(id, highestCode(item)),
  }
}

type Opinion = (served: number, random: Random) => number

function ratingItem(id: string): Opinion {
  const ease = EASE[id] ?? 0
  return (served, random) => ratingOf(AVERAGE + LOADING * (served - AVERAGE) + OWN * random.normal() + ease)
}

function choiceItem(id: string, choices: number): Opinion {
  const anything = Array<number>(choices).fill(1)
  const known = CHOICES[id]?.well.length === choices ? CHOICES[id] : { well: anything, badly: anything }
  const draw = { well: weightedDraw(known.well), badly: weightedDraw(known.badly) }
  return (served, random) => (served >= 0 ? draw.well : draw.badly)(random) + 1
}
