import { caseWorkflow } from '#kernel/cases'
import { toDay, toIso } from '../calendar.ts'
import type { CaseStory } from '../case-story.ts'
import { fatesOf, filedIn } from './challans.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

type Transition = keyof typeof caseWorkflow.transitions

interface StepTaken {
  readonly name: Transition
  readonly at: string
  readonly post: string
  readonly unit: number
  /** Unit in which the work waits that this step leaves. */
  readonly next?: number
}

export interface CaseUnits {
  readonly caseId: string
  readonly stationId: number
  readonly officeId: number
  readonly courtId: number | null
  readonly magistrateId: number
  readonly units: readonly number[]
}

/** Days after which a Magistrate agrees to a cancellation, and a court consigns the file of those who cannot be found. */
const daysToClose = 20

/** The steps a case took through the workflow of cases, each from the state that the one before left. */
function pathOf(story: CaseStory, province: Province, units: CaseUnits): StepTaken[] {
  const { stationId, officeId, magistrateId } = units
  const trialCourt = units.courtId ?? magistrateId
  const steps: StepTaken[] = []
  const arrested = story.accused.flatMap(({ arrest }) => (arrest === undefined ? [] : [arrest.at])).sort()[0]
  if (arrested !== undefined)
    steps.push({
      name: 'investigate',
      // One caught in the act is arrested before the report is written down.
      at: instant([arrested, story.fir.at].sort()[1]!),
      post: 'investigating-officer',
      unit: stationId,
    })
  for (const fate of fatesOf(story, province.today)) {
    steps.push({
      name: 'submit',
      at: instant(fate.challan.receivedOn),
      post: 'investigating-officer',
      unit: stationId,
    })
    if (fate.decidedOn === null) continue
    const at = instant(`${fate.decidedOn}T14:00`)
    if (fate.state === 'returned')
      steps.push({ name: 'return', at, post: 'prosecutor', unit: officeId, next: stationId })
    else {
      const court = filedIn(story, fate, magistrateId, province.unitId)
      steps.push({ name: 'file', at, post: 'prosecutor', unit: officeId, next: court })
      const closing = toIso(toDay(fate.decidedOn) + daysToClose)
      const nobody = fate.challan.kind === 'cancellation' || story.stage === 'DORMANT_512'
      if (nobody && closing <= province.today)
        steps.push({ name: 'decide', at: instant(closing), post: 'judge', unit: trialCourt })
    }
  }
  const heard = story.hearings.find(
    ({ outcome, purpose }) =>
      (outcome === 'done-in-full' || outcome === 'part-heard') && purpose !== 'remand',
  )
  if (heard !== undefined && steps.at(-1)?.name === 'file')
    steps.push({
      name: 'try',
      at: instant(`${heard.on}T11:00`),
      post: 'court-reader',
      unit: province.unitId(heard.court),
    })
  if (story.judgmentOn !== undefined)
    steps.push({ name: 'decide', at: instant(`${story.judgmentOn}T14:00`), post: 'judge', unit: trialCourt })
  return steps
}

/** Where the case stands, every step by which it came there, and the work each step left. */
export function addStanding(store: RowStore, province: Province, story: CaseStory, units: CaseUnits): void {
  const id = idOf('instance', story.key)
  const jurisdiction = story.province
  const fir = `${story.fir.number}/${story.fir.year}`
  const begun = instant(story.fir.at)
  let state: string = 'fir-registered'
  let since = begun
  const addStep = (name: Transition | null, to: string, step: Omit<StepTaken, 'name'>): void => {
    store.add('workflow.step', {
      id: idOf('step', story.key, name ?? 'begin', step.at),
      jurisdiction,
      instance_id: id,
      transition: name,
      from_state: name === null ? null : state,
      to_state: to,
      account_id: province.first,
      post_code: step.post,
      unit_id: step.unit,
      at: step.at,
      reason: null,
    })
  }
  addStep(null, state, { at: begun, post: 'police-registrar', unit: units.stationId })
  const steps = pathOf(story, province, units)
  const taskUnits: Record<string, number> = {}
  steps.forEach((step, index) => {
    const transition = caseWorkflow.transitions[step.name]
    if (!(transition.from as readonly string[]).includes(state))
      throw new Error(`${story.key} cannot ${step.name} from ${state}.`)
    addStep(step.name, transition.to, step)
    state = transition.to
    since = step.at
    const after = steps[index + 1]
    for (const task of 'tasks' in transition ? transition.tasks : []) {
      const unit = step.next ?? step.unit
      taskUnits[task.queue] = unit
      store.add('workflow.task', {
        id: idOf('task', story.key, task.queue, step.at),
        jurisdiction,
        queue: task.queue,
        instance_id: id,
        subject_kind: 'case',
        subject_id: units.caseId,
        title_en: task.title.en,
        title_ur: task.title.ur,
        params: { fir },
        href: null,
        unit_id: unit,
        post_code: task.post,
        due_on: toIso(toDay(step.at.slice(0, 10)) + task.dueDays),
        closed_by: 'step',
        stays: false,
        opened_by: province.first,
        opened_at: step.at,
        done_at: after?.at ?? null,
        done_by: after === undefined ? null : province.first,
        outcome: after?.name ?? null,
      })
    }
  })
  store.add('workflow.instance', {
    id,
    jurisdiction,
    code: 'case',
    definition_id: province.definitionId,
    subject_kind: 'case',
    subject_id: units.caseId,
    state,
    units: units.units,
    title_params: { fir },
    task_units: taskUnits,
    begun_at: begun,
    since,
    ended_at: state === 'decided' ? since : null,
  })
}
