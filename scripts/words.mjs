import process from 'node:process'

/** A sentence for the person at the keyboard, in both languages; the program ends with it and nothing else. */
export class Refusal extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`)
    this.name = 'Refusal'
  }
}

export function say(zh, en) {
  process.stdout.write(`${zh}\n${en}\n`)
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
let number = Number(process.env.FANGXIAN_STEP ?? 0)

export const stepsSoFar = () => number

/** Runs one named step and prints how long it took. */
export async function step(zh, en, run) {
  const label = `${circled[number] ?? number + 1} ${zh} ${en}`
  number += 1
  const began = performance.now()
  const note = await run()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${label} · ${seconds} s${note ? ` · ${note}` : ''}\n`)
}

/** Ends the process on an error: a refusal speaks for itself, anything else shows its stack. */
export function fail(error) {
  const text = ['Refusal', 'ToolFailure'].includes(error?.name)
    ? `\n✖ ${error.message}\n`
    : `\n✖ ${error?.stack ?? error}\n`
  process.stderr.write(text)
  process.exitCode = 1
}

/** Runs a command-line program to its end. Leaves at once: the schema engine keeps a ten-second timer that nobody waits for. */
export async function program(run) {
  try {
    await run()
  } catch (error) {
    fail(error)
  }
  process.exit()
}
