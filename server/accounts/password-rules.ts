import { searchText } from '../../db/portable.ts'

export const SHORTEST_PASSWORD = 12
/** Longer ones would only cost time; nobody types so many. */
export const LONGEST_PASSWORD = 128
/** Of zxcvbn's 0 to 4: more than ten thousand million guesses. */
const LEAST_SCORE = 4

/** Words that everybody here would try first. */
const OUR_WORDS = [
  'thuoc',
  'do',
  'thuocdo',
  'lam',
  'dong',
  'lamdong',
  'mat',
  'khau',
  'matkhau',
  'ubnd',
  'canbo',
]

export type PasswordProblem = 'password_short' | 'password_long' | 'password_guessable'

/** What is wrong with a new password. `about`: the person's login and name, which are no secrets. */
export async function passwordProblem(
  password: string,
  about: readonly string[],
): Promise<PasswordProblem | null> {
  const typed = password.normalize('NFKC')
  const length = [...typed].length
  if (length < SHORTEST_PASSWORD) return 'password_short'
  if (length > LONGEST_PASSWORD) return 'password_long'
  const estimate = await guessability()
  const known = [...OUR_WORDS, ...about.flatMap((text) => searchText(text).split(/[^a-z0-9]+/))]
  return estimate(searchText(typed), known.filter(Boolean)) < LEAST_SCORE ? 'password_guessable' : null
}

type Estimate = (password: string, known: string[]) => number
let loading: Promise<Estimate> | undefined

/** The lists take memory, and most days nobody sets a password. */
function guessability(): Promise<Estimate> {
  loading ??= load()
  return loading
}

async function load(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  return (password, known) => zxcvbn.check(password, known).score
}
