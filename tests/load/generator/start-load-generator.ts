import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { LoadJob, LoadResult } from './load-job.ts'

export interface LoadGenerator {
  run(job: LoadJob): Promise<LoadResult>
  stop(): void
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, 'load-generator.ts'))
  const ended = once(child, 'exit').then(() => {
    throw new Error('the load generator ended')
  })
  ended.catch(() => undefined)
  return {
    async run(job) {
      const answered = once(child, 'message')
      child.send(job)
      const [message] = (await Promise.race([answered, ended])) as [
        { result: LoadResult } | { error: string },
      ]
      if ('error' in message) throw new Error(`${job.url} under load: ${message.error}`)
      return message.result
    },
    stop: () => child.disconnect(),
  }
}
