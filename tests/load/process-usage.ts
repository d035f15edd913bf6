import { readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second, whatever its timer does. */
const TICKS_PER_SECOND = 100
/** Places in /proc/<pid>/stat after the name. */
const UTIME = 11
const STIME = 12
const CHILDREN_UTIME = 13
const CHILDREN_STIME = 14

/** Processor time that a process has used since it began, in user and kernel mode. */
export function cpuSeconds(pid: number): number {
  return cpuSecondsOf(pid, [UTIME, STIME])
}

function cpuSecondsOf(pid: number, indices: readonly number[]): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in brackets, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return indices.reduce((sum, index) => sum + Number(fields[index]), 0) / TICKS_PER_SECOND
}

/** The same of a process and its children, those that have ended too. */
export function familyCpuSeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  const living = children.reduce((sum, child) => sum + cpuSecondsIfAlive(Number(child)), 0)
  return cpuSeconds(pid) + cpuSecondsOf(pid, [CHILDREN_UTIME, CHILDREN_STIME]) + living
}

function cpuSecondsIfAlive(pid: number): number {
  try {
    return cpuSeconds(pid)
  } catch {
    return 0
  }
}

/** Memory that a process holds now, and the most it ever held. */
export function memoryMb(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return { now: kilobytes(status, 'VmRSS') / 1024, most: kilobytes(status, 'VmHWM') / 1024 }
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
}
