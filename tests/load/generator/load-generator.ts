// A process of its own, so that making the load does not slow the one that is measured. It ends with its parent.
import type { LoadJob } from './load-job.ts'
import { runLoad } from './run-load.ts'

process.on('message', async (job: LoadJob) => {
  try {
    process.send?.({ result: await runLoad(job) })
  } catch (error) {
    process.send?.({ error: String(error) })
  }
})
process.on('disconnect', () => process.exit())
