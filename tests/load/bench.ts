// `npm run bench`: what Thước Đo costs, measured beside a floor and a ceiling on the machine at hand.
import { benchOptions } from './bench-options.ts'
import { goalTable } from './goals.ts'
import { machineFacts } from './machine.ts'
import { type Measured, measurements } from './measurements.ts'
import { heading, print, writeReport } from './report.ts'
import { say } from './say.ts'
import { openWorkbench } from './workbench.ts'

const options = benchOptions(process.argv)
const bench = openWorkbench(options)
try {
  const startedAt = new Date()
  const machine = machineFacts(bench.folder)
  heading(options, machine)
  const done: Measured[] = []
  let file = ''
  for (const measure of options.parts.flatMap((part) => measurements[part])) {
    const measured = await measure(bench)
    print(measured.title, measured.text)
    done.push(measured)
    // After each, so that what fails later does not take with it what took long.
    file = writeReport({ startedAt, machine, options, done })
  }
  print('To reach', goalTable(done.flatMap(({ goals }) => goals)))
  say(`\nEvery figure: ${file}`)
} finally {
  await bench.close()
}
