import type { OutboxOfModule } from '../screens.ts'
import { deviceShelf, isOpenInPage, keeping, outboxChanged } from './keeping.ts'
import { itemsOn, Outbox, type OutboxState, type Send } from './outbox.ts'
import type { WaitingQueue } from './shelf.ts'

/** A queue in which something of this account waits. */
export interface Waiting extends WaitingQueue {
  /** Whose page and words it has; undefined when this version of the application no longer knows it. */
  readonly module: OutboxOfModule | undefined
  /** What stands after the first slash. */
  readonly rest: string
}

const partsOf = (queue: string): [string, string] => {
  const at = queue.indexOf('/')
  return at < 0 ? [queue, ''] : [queue.slice(0, at), queue.slice(at + 1)]
}

/** What waits on this device: of this account by queue, and how much of others. Nothing where the device keeps nothing. */
export async function whatWaits(
  account: string,
  modules: readonly OutboxOfModule[],
): Promise<{ readonly own: Waiting[]; readonly others: WaitingQueue[] }> {
  const queues = await deviceShelf()
    .then((shelf) => shelf.queues())
    .catch(() => [])
  return {
    own: queues
      .filter((queue) => queue.account === account)
      .map((queue) => {
        const [name, rest] = partsOf(queue.queue)
        return { ...queue, rest, module: modules.find((one) => one.queue === name) }
      }),
    others: queues.filter((queue) => queue.account !== account),
  }
}

type Item = { readonly id: string }

/** An outbox of a queue that no page has open, brought back from the device. Undefined when nobody here knows how to send it. */
export async function outboxOf(waiting: Waiting): Promise<Outbox<Item> | undefined> {
  if (waiting.module === undefined) return undefined
  const send = (await waiting.module.send()).default(waiting.rest)
  const outbox = new Outbox<Item>({
    account: waiting.account,
    queue: waiting.queue,
    keeping,
    send: send as (items: readonly Item[]) => Promise<readonly string[]>,
  })
  await outbox.open()
  return outbox
}

/**
 * Sends what waits wherever its officer is: what was done at a desk must not lie until somebody opens that desk again. A queue that a page
 * has open is sent by the page. Answers how each queue that was tried stands afterwards.
 */
export async function sendWhatWaits(own: readonly Waiting[]): Promise<Map<string, OutboxState<Item>>> {
  const states = new Map<string, OutboxState<Item>>()
  for (const waiting of own) {
    if (isOpenInPage(waiting.account, waiting.queue)) continue
    const outbox = await outboxOf(waiting)
    if (outbox === undefined) continue
    await outbox.flush()
    states.set(waiting.queue, outbox.state())
    if (outbox.state().offline) break
  }
  return states
}

/**
 * Lays items into a queue before its page is opened. False when this device keeps nothing: the page would then open without them, and
 * what depends on them must not be begun.
 */
export async function layInQueue<Item extends { readonly id: string }>(
  account: string,
  queue: string,
  items: readonly Item[],
  send: Send<Item>,
): Promise<boolean> {
  const outbox = new Outbox<Item>({ account, queue, keeping, send })
  await outbox.add(items)
  outboxChanged()
  return outbox.state().durable
}

/** The oldest item of each queue of a name: what an account began on this device and the server does not know yet. */
export async function oldestWaiting(account: string, name: string): Promise<unknown[]> {
  const opened = await keeping()
  const queues = (await opened.shelf.queues()).filter(
    (one) => one.account === account && partsOf(one.queue)[0] === name,
  )
  const oldest = []
  for (const { queue } of queues) oldest.push(...(await itemsOn(opened, account, queue)).slice(0, 1))
  return oldest.map((one) => one.item)
}
