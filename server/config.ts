import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from './project.ts'

const whole = (least: number, most: number, words: string) =>
  z.coerce.number({ error: words }).int(words).min(least, words).max(most, words)
const positiveInteger = whole(1, 1_000_000_000, 'must be a whole number of at least 1')
const secret = z.string().min(32, 'must have at least 32 characters')

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535, 'must be a whole number from 0 to 65535').default(3000),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
      'must be sqlite:<file> or postgres://user:password@host[,host]/database',
    )
    .default('sqlite:data/thuoc-do.db'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address, as people type it', abort: true })
    .refine((url) => new URL(url).pathname === '/', 'must have no path: the program serves a whole host')
    .optional(),
  SESSION_SECRET: secret.optional(),
  DOSSIER_SECRET: secret.optional(),
  TRUST_PROXY: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every(isAddress), 'must be exact proxy addresses or ranges, separated by commas'),
  DEFAULT_LOCALE: z
    .string()
    .regex(/^[\w-]+$/, 'must be a language tag, as a folder in locales/ is called')
    .default('vi'),
  LIMIT_TOUCHPOINT_PER_MINUTE: positiveInteger.default(120),
  LIMIT_TOTAL_PER_SECOND: positiveInteger.default(5000),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the address of the provider' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(60, 'must have at most 60 characters').optional(),
  OIDC_ACR_VALUES: z
    .string()
    .default('')
    .transform((text) => text.split(/\s+/).filter(Boolean)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** Where officials may sign in with the account of their organisation (OpenID Connect). */
export interface ProviderConfig {
  issuer: URL
  clientId: string
  clientSecret: string
  /** What the provider is called on the sign-in page. */
  label: string
  /** What the provider says (`acr`) where it asked for a second factor itself. */
  acrValues: readonly string[]
}

export interface Config {
  environment: 'development' | 'test' | 'production'
  host: string
  port: number
  databaseUrl: string
  publicUrl: URL
  sessionSecret: string
  /** What dossier codes and invitations are hashed with: another one makes every invitation that was sent invalid. */
  dossierSecret: string
  /** Null where there is none. */
  provider: ProviderConfig | null
  trustProxy: readonly string[]
  /** The tag of a language in `locales/`. */
  defaultLocale: string
  limitTouchpointPerMinute: number
  limitTotalPerSecond: number
  logLevel: string
}

export class ConfigProblem extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    )
    this.problems = problems
  }
}

/**
 * The configuration from environment variables; an empty variable counts as unset.
 * @throws {ConfigProblem} naming every variable that is wrong, not only the first.
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  problems.push(...providerProblems(set))
  if (set['NODE_ENV'] === 'production') problems.push(...unsafeInProduction(set))
  if (!parsed.success || problems.length > 0) throw new ConfigProblem(problems)

  const env = parsed.data
  const databaseUrl = anchored(env.DATABASE_URL)
  const sessionSecret = env.SESSION_SECRET ?? keptSecret(databaseUrl)
  return {
    environment: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    databaseUrl,
    publicUrl: new URL(env.PUBLIC_URL ?? `http://${bracketed(env.HOST)}:${env.PORT}`),
    sessionSecret,
    dossierSecret: env.DOSSIER_SECRET ?? sessionSecret,
    provider: providerOf(env),
    trustProxy: env.TRUST_PROXY,
    defaultLocale: env.DEFAULT_LOCALE,
    limitTouchpointPerMinute: env.LIMIT_TOUCHPOINT_PER_MINUTE,
    limitTotalPerSecond: env.LIMIT_TOTAL_PER_SECOND,
    logLevel: env.LOG_LEVEL,
  }
}

/** Defaults that are fine to try the program with, and dangerous to serve a province with. */
function unsafeInProduction(set: NodeJS.ProcessEnv): string[] {
  const problems: string[] = []
  if (!set['SESSION_SECRET']) {
    problems.push('SESSION_SECRET: is required in production; make one with: openssl rand -base64 48')
  }
  for (const name of ['SESSION_SECRET', 'DOSSIER_SECRET']) {
    if (/^(.)\1*$|secret|change|example|password/i.test(set[name] ?? '')) {
      problems.push(`${name}: looks like a placeholder; make one with: openssl rand -base64 48`)
    }
  }
  if (!set['PUBLIC_URL']) {
    problems.push('PUBLIC_URL: is required in production; links and QR codes are made from it')
  }
  return problems
}

const PROVIDER = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_LABEL'] as const
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** All of the provider or none of it, and nothing of it over a line that others can read. */
function providerProblems(set: NodeJS.ProcessEnv): string[] {
  const isMeant = [...PROVIDER, 'OIDC_ACR_VALUES'].some((name) => set[name])
  const problems = PROVIDER.filter((name) => isMeant && !set[name]).map(
    (name) => `${name}: is missing; to sign in by a provider set all of ${PROVIDER.join(', ')}`,
  )
  const issuer = set['OIDC_ISSUER'] ?? ''
  if (!URL.canParse(issuer)) return problems
  const { protocol, hostname } = new URL(issuer)
  const isTrial = set['NODE_ENV'] !== 'production' && LOOPBACK.includes(hostname)
  if (protocol === 'http:' && !isTrial) {
    problems.push('OIDC_ISSUER: must be an https address; http only outside production, on this machine')
  }
  return problems
}

function providerOf(env: z.infer<typeof environment>): ProviderConfig | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_LABEL, OIDC_ACR_VALUES } = env
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_LABEL) return null
  return {
    issuer: new URL(OIDC_ISSUER),
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    label: OIDC_LABEL,
    acrValues: OIDC_ACR_VALUES,
  }
}

function isAddress(text: string): boolean {
  const [address, bits, more] = text.split('/')
  const most = isIP(address ?? '') === 6 ? 128 : 32
  return (
    more === undefined &&
    isIP(address ?? '') !== 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  )
}

function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

/** A relative SQLite file lies in the project's folder, wherever the program was started from. */
function anchored(url: string): string {
  const file = /^sqlite:(.+)$/.exec(url)?.[1]
  return file === undefined || isAbsolute(file) ? url : `sqlite:${join(projectRoot, file)}`
}

/** Outside production the secret is made once and kept beside the database, readable by its owner alone. */
function keptSecret(databaseUrl: string): string {
  const database = /^sqlite:(.+)$/.exec(databaseUrl)?.[1]
  const file = join(database ? dirname(database) : join(projectRoot, 'data'), 'session-secret')
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}
