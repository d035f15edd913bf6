import { Agent } from 'node:http'
import { postBody } from './posting.ts'
import { submissionBody } from './submissions.ts'

/** A process of its own: posts one rating for each key it is sent, eight at a time, and sends back the statuses. */
process.once('message', async ({ url, keys }: { url: string; keys: string[] }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const statuses = await Promise.all(
    keys.map((submissionKey) =>
      postBody(url, submissionBody({ submissionKey, answers: { overall: 5 } }), agent),
    ),
  )
  agent.destroy()
  process.send?.(statuses, () => process.disconnect())
})
